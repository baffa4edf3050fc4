package cadenza.sonata.io;

import java.util.List;

/// Values that an [Unpickler] makes besides Java's own (`Long`, `Double`, `Boolean`, `String`,
/// `List`, `Map`, null as [#NONE]).
final class Pickle {
  /// Python's `None`, because Java's collections that check their contents do not hold null.
  static final Object NONE =
      new Object() {
        @Override
        public String toString() {
          return "None";
        }
      };

  private Pickle() {}

  /// A tuple, which unlike a list cannot change.
  record Tuple(List<Object> items) {}

  /// One of the allowed callables or types, for example `torch.FloatStorage`.
  record Global(String name) {}

  /// Something a training file holds that says nothing about its tensors. It stands for a value and
  /// has none.
  ///
  /// @param name what the file calls it
  record Opaque(String name) {}

  /// A stretch of numbers that tensors look into.
  ///
  /// @param key name of the record in the archive
  /// @param count numbers it claims to hold
  record Storage(ElementType type, String key, long count) {}

  /// A view into a storage.
  ///
  /// @param offset first number, counted in numbers
  /// @param stride distance in numbers between neighbours along each dimension
  record Tensor(Storage storage, long offset, long[] shape, long[] stride) {}
}
