package cadenza.scan.io.las;

import org.jspecify.annotations.Nullable;

/// Models of one alphabet, one for each value that came before, made when first needed.
final class LazyModels {
  private final @Nullable SymbolModel[] models;
  private final int symbols;

  LazyModels(int contexts, int symbols) {
    this.models = new SymbolModel[contexts];
    this.symbols = symbols;
  }

  void reset() {
    for (SymbolModel model : models) {
      if (model != null) {
        model.reset();
      }
    }
  }

  SymbolModel get(int context) {
    SymbolModel model = models[context];
    if (model == null) {
      model = new SymbolModel(symbols);
      models[context] = model;
    }
    return model;
  }
}
