package cadenza.sonata;

import cadenza.sonata.io.StoredTensor;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes `.pth` files as `torch.save` does, and ones that it never would.
final class TestPth {
  final Map<String, byte[]> records = new LinkedHashMap<>();

  /// A whole file `{config, state_dict}`.
  static TestPth of(String configPickle, List<StoredTensor> tensors) {
    TestPth pth = new TestPth();
    Code code = new Code();
    code.op(0x80, 2, '}', '(').text("config").raw(configPickle);
    code.text("state_dict").raw("ccollections\nOrderedDict\n").op(')', 'R', '(');
    int key = 0;
    for (StoredTensor tensor : tensors) {
      code.text(tensor.name()).tensor(String.valueOf(key), tensor.count(), tensor.shape());
      pth.records.put("m/data/" + key++, tensor.data().toArray(ValueLayout.JAVA_BYTE));
    }
    code.op('u', 'u', '.');
    pth.records.put("m/data.pkl", code.bytes());
    pth.records.put("m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    return pth;
  }

  /// What Pointcept saves while training: a state dictionary among other things.
  ///
  /// @param rest pickled keys and values beside it
  static TestPth ofTraining(List<StoredTensor> tensors, Code rest) {
    TestPth pth = of("}", tensors);
    Code code = new Code();
    code.op(0x80, 2, '}', '(').text("epoch").op('K', 3).text("state_dict");
    code.raw("ccollections\nOrderedDict\n").op(')', 'R', '(');
    for (int key = 0; key < tensors.size(); key++) {
      StoredTensor tensor = tensors.get(key);
      code.text(tensor.name()).tensor(String.valueOf(key), tensor.count(), tensor.shape());
    }
    code.op('u').raw(new String(rest.bytes(), StandardCharsets.ISO_8859_1)).op('u', '.');
    pth.records.put("m/data.pkl", code.bytes());
    return pth;
  }

  /// A file with nothing but a pickle.
  static TestPth ofPickle(Code code) {
    TestPth pth = new TestPth();
    pth.records.put("m/data.pkl", code.bytes());
    return pth;
  }

  byte[] bytes() throws IOException {
    return bytes(ZipEntry.STORED);
  }

  byte[] bytes(int method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, method);
    return out.toByteArray();
  }

  private void write(OutputStream out, int method) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> record : records.entrySet()) {
        ZipEntry entry = new ZipEntry(record.getKey());
        CRC32 crc = new CRC32();
        crc.update(record.getValue());
        entry.setMethod(method);
        entry.setCrc(crc.getValue());
        entry.setSize(record.getValue().length);
        zip.putNextEntry(entry);
        zip.write(record.getValue());
        zip.closeEntry();
      }
    }
  }

  Path write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, ZipEntry.STORED);
    }
    return file;
  }

  /// A pickle, instruction by instruction.
  static final class Code {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Code op(int... bytes) {
      for (int b : bytes) {
        out.write(b);
      }
      return this;
    }

    Code raw(String ascii) {
      out.writeBytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    Code text(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.write('X');
      out.writeBytes(little(utf8.length));
      out.writeBytes(utf8);
      return this;
    }

    Code global(String module, String name) {
      return raw("c" + module + "\n" + name + "\n");
    }

    Code number(long value) {
      out.write(0x8a);
      out.write(8);
      out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
      return this;
    }

    Code storage(String key, long count) {
      op('(').text("storage").raw("ctorch\nFloatStorage\n").text(key).text("cpu").number(count);
      return op('t', 'Q');
    }

    Code tensor(String key, long count, long... shape) {
      long[] stride = new long[shape.length];
      long step = 1;
      for (int d = shape.length - 1; d >= 0; d--) {
        stride[d] = step;
        step *= shape[d];
      }
      return tensor(key, count, 0, shape, stride);
    }

    Code tensor(String key, long count, long offset, long[] shape, long[] stride) {
      raw("ctorch._utils\n_rebuild_tensor_v2\n").op('(').storage(key, count).number(offset);
      tuple(shape).tuple(stride).op(0x89);
      return raw("ccollections\nOrderedDict\n").op(')', 'R', 't', 'R');
    }

    Code tuple(long... values) {
      op('(');
      for (long value : values) {
        number(value);
      }
      return op('t');
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private static byte[] little(int value) {
      return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
  }
}
