package cadenza.sonata.io;

import java.util.Set;

/// Names of Python things that training files hold beside the tensors, known to mean nothing for
/// the numbers. A pickle may name them; what it makes of them is an empty token ([Pickle.Opaque]):
/// nothing is looked up, constructed or called.
///
/// Any name that stands neither here nor in [TorchGlobals] is refused. None of these is a function
/// that does something (no `eval`, no `import`): such a name tells a file made to harm from a
/// training file, and a message should say so.
final class InertNames {
  private static final Set<String> NAMES =
      Set.of(
          // NumPy scalars and arrays: best_metric_value, losses
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.float16",
          "numpy.float32",
          "numpy.float64",
          "numpy.int32",
          "numpy.int64",
          "numpy.bool_",
          "_codecs.encode", // how bytes are written
          // containers of Python
          "collections.deque",
          "collections.Counter",
          "argparse.Namespace",
          "types.SimpleNamespace",
          "pathlib.Path",
          "pathlib.PosixPath",
          "pathlib.PurePosixPath",
          "pathlib.WindowsPath",
          "pathlib.PureWindowsPath",
          "pathlib._local.PosixPath",
          "pathlib._local.WindowsPath",
          "datetime.date",
          "datetime.datetime",
          "datetime.timedelta",
          // PyTorch: settings, optimizers and schedulers saved whole
          "torch.device",
          "torch.float16",
          "torch.float32",
          "torch.float64",
          "torch.bfloat16",
          "torch.int8",
          "torch.int16",
          "torch.int32",
          "torch.int64",
          "torch.uint8",
          "torch.bool",
          "torch.nn.parameter.Parameter",
          "torch.storage.UntypedStorage",
          "torch._utils._rebuild_tensor_v3",
          "torch.optim.adamw.AdamW",
          "torch.optim.adam.Adam",
          "torch.optim.sgd.SGD",
          "torch.optim.lr_scheduler.OneCycleLR",
          "torch.optim.lr_scheduler.CosineAnnealingLR",
          "torch.optim.lr_scheduler.LambdaLR",
          "torch.optim.lr_scheduler.MultiStepLR",
          "torch.cuda.amp.grad_scaler.GradScaler",
          "torch.cuda.amp.grad_scaler._refresh_per_optimizer_state",
          "torch.cuda.amp.grad_scaler.OptState",
          "torch.amp.grad_scaler.GradScaler",
          "torch.amp.grad_scaler._refresh_per_optimizer_state",
          "torch.amp.grad_scaler.OptState",
          "pointcept.utils.scheduler.OneCycleLR",
          "pointcept.utils.scheduler.CosineAnnealingLR",
          "pointcept.utils.scheduler.MultiStepLR",
          "pointcept.utils.scheduler.PolyLR",
          "pointcept.utils.scheduler.MultiStepWithWarmupLR",
          "pointcept.utils.scheduler.ExpLR",
          "pointcept.utils.scheduler.CosineScheduler");

  /// Types of Python itself, whose module is called `builtins` or, in old files, `__builtin__`.
  private static final Set<String> TYPES =
      Set.of(
          "bool",
          "bytearray",
          "bytes",
          "complex",
          "float",
          "frozenset",
          "int",
          "list",
          "object",
          "range",
          "set",
          "slice",
          "str",
          "tuple");

  private InertNames() {}

  static boolean contains(String name) {
    return NAMES.contains(name) || isType(name, "builtins.") || isType(name, "__builtin__.");
  }

  private static boolean isType(String name, String module) {
    return name.startsWith(module) && TYPES.contains(name.substring(module.length()));
  }
}
