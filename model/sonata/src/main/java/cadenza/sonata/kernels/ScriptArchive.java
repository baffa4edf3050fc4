package cadenza.sonata.kernels;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A TorchScript module as libtorch loads it, made from the text of its class.
///
/// # How it works
///
/// A saved module is a zip of stored records: the code as text, and a pickle of the object, here
/// one of class `__torch__.Kernels` with nothing in it but `training = False`. libtorch compiles
/// the text when it loads the module, so every operator of ATen can be called without Python and
/// without a compiler. Layout as `torch.jit.save` writes it (PyTorch,
/// torch/csrc/jit/serialization/export_module.cpp).
final class ScriptArchive {
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private ScriptArchive() {}

  /// @param code text of the file `code/__torch__.py`
  static byte[] of(String code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "version", ascii("3\n"));
      store(zip, "constants.pkl", NO_CONSTANTS);
      store(zip, "data.pkl", object());
      store(zip, "code/__torch__.py", ascii(code));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /// Pickle, protocol 2: `Kernels()` with state `{"training": False}`.
  private static byte[] object() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x80, 2});
    out.writeBytes(ascii("c__torch__\nKernels\n"));
    out.writeBytes(new byte[] {')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0});
    out.writeBytes(ascii("training"));
    out.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'});
    return out.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("kernels/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
