package cadenza.sonata.kernels;

import java.util.Optional;

/// Which of PyTorch's libraries this process loads: decided once, before the first is loaded, since
/// a process can hold one set only.
final class Natives {
  private static final CudaState STATE = choose();

  private Natives() {}

  /// What was decided, and why.
  static CudaState state() {
    return STATE;
  }

  // The CUDA libraries also hold all that the processor needs, so they are taken where they work,
  // whatever device is asked for first: a person may ask for the other one later.
  private static CudaState choose() {
    Optional<CudaLibraries> offered =
        CudaLibraries.offered(System.getenv(), System.getProperties());
    if (Boolean.getBoolean(CudaTrial.TRUST)) {
      offered.ifPresent(CudaLibraries::use);
      return CudaState.trusted();
    }
    CudaState state = CudaState.look();
    if (state.obstacle() == CudaState.Obstacle.NONE) {
      offered.ifPresent(CudaLibraries::use);
    }
    return state;
  }
}
