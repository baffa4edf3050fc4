package cadenza.sonata.kernels;

import java.util.Map;
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
    Map<String, String> environment = System.getenv();
    Optional<CudaLibraries> offered = CudaLibraries.offered(environment, System.getProperties());
    if (Boolean.getBoolean(CudaTrial.TRUST)) {
      offered.ifPresent(CudaLibraries::use);
      return CudaState.trusted();
    }
    CudaState state = CudaState.find(environment, offered, NvidiaDriver::ask, Natives::failureOf);
    if (state.obstacle() == CudaState.Obstacle.NONE) {
      offered.ifPresent(CudaLibraries::use);
    }
    return state;
  }

  // Without a Java to start there is no trial: the libraries are trusted.
  private static Optional<String> failureOf(CudaLibraries libraries) {
    return CudaTrial.ofThisJava().flatMap(trial -> trial.failure(libraries));
  }
}
