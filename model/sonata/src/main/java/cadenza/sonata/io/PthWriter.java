package cadenza.sonata.io;

import cadenza.scan.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the official inference file: what `torch.save({"config": …, "state_dict": …})` writes
/// (S/model.py:756 loads it).
///
/// # How it works
///
/// An archive without compression under one folder: `data.pkl` ([PickleWriter]), `byteorder`,
/// `data/N` with the numbers of tensor N, `version`. Numbers begin at multiples of 64 bytes, as
/// PyTorch has them, by a filler in each entry's extra field. The same contents give the same
/// bytes.
public final class PthWriter {
  private static final String FOLDER = "archive/";
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int EXTRA_HEADER_BYTES = 4;
  private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

  /// What Cadenza adds beside the two parts; the official code does not look at it.
  public static final String OWN = "cadenza";

  private final ZipOutputStream zip;
  private long at;

  private PthWriter(OutputStream out) {
    this.zip = new ZipOutputStream(out, StandardCharsets.US_ASCII);
  }

  /// Writes a file; it appears whole or not at all.
  ///
  /// @param config arguments of the network's constructor in Python
  /// @param tensors of the state dictionary, in order
  /// @param own further values under [#OWN]: text, numbers, truth values, lists and maps
  /// @throws IOException if it cannot be written
  public static void write(
      Path file, Map<String, Object> config, List<StoredTensor> tensors, Map<String, Object> own)
      throws IOException {
    PickleWriter pickle = new PickleWriter();
    pickle.beginDictionary();
    pickle.text("config");
    pickle.value(config);
    pickle.text("state_dict");
    pickle.beginOrderedDictionary();
    for (int i = 0; i < tensors.size(); i++) {
      pickle.text(tensors.get(i).name());
      pickle.tensor(String.valueOf(i), tensors.get(i));
    }
    pickle.endDictionary();
    pickle.text(OWN);
    pickle.value(own);
    pickle.endDictionary();
    byte[] description = pickle.bytes();
    AtomicFile.write(
        file,
        out -> {
          PthWriter writer = new PthWriter(out);
          writer.record("data.pkl", record(description));
          writer.record("byteorder", record("little".getBytes(StandardCharsets.US_ASCII)));
          for (int i = 0; i < tensors.size(); i++) {
            writer.record("data/" + i, tensors.get(i));
          }
          writer.record("version", record("3\n".getBytes(StandardCharsets.US_ASCII)));
          writer.zip.finish();
        });
  }

  private static StoredTensor record(byte[] bytes) {
    return new StoredTensor(
        "record", ElementType.UINT8, new long[] {bytes.length}, MemorySegment.ofArray(bytes));
  }

  private void record(String name, StoredTensor tensor) throws IOException {
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    long size = tensor.data().byteSize();
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setTimeLocal(ALWAYS);
    CRC32 checksum = new CRC32();
    copy(tensor, (bytes, length) -> checksum.update(bytes, 0, length));
    entry.setCrc(checksum.getValue());
    long begin = at + LOCAL_HEADER_BYTES + entry.getName().length() + EXTRA_HEADER_BYTES;
    byte[] extra = new byte[EXTRA_HEADER_BYTES + (int) Math.floorMod(-begin, (long) ALIGNMENT)];
    extra[0] = 'F'; // as PyTorch names its filler
    extra[1] = 'B';
    extra[2] = (byte) (extra.length - EXTRA_HEADER_BYTES);
    entry.setExtra(extra);
    zip.putNextEntry(entry);
    copy(tensor, (bytes, length) -> zip.write(bytes, 0, length));
    zip.closeEntry();
    at += LOCAL_HEADER_BYTES + entry.getName().length() + extra.length + size;
  }

  private interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  private static void copy(StoredTensor tensor, Sink sink) throws IOException {
    long size = tensor.data().byteSize();
    byte[] buffer = new byte[Math.clamp(size, 1, 1 << 20)];
    for (long from = 0; from < size; from += buffer.length) {
      int length = (int) Math.min(buffer.length, size - from);
      tensor.copyTo(from, MemorySegment.ofArray(buffer), length);
      sink.take(buffer, length);
    }
  }
}
