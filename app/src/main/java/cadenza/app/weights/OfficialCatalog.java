package cadenza.app.weights;

import cadenza.app.weights.OfficialWeights.Licence;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The official encoders that Cadenza reads.
///
/// # Where this comes from
///
/// Names, hosts and licences are those of the makers' own repositories: `MODELS` and `load` in
/// facebookresearch/sonata `sonata/model.py` and Pointcept/Concerto `concerto/model.py`, the
/// "License" section of both READMEs, and the sizes that Concerto's README gives for the three
/// sizes of the network. Both name the file `NAME.pth` on the branch `main`. Neither publishes a
/// checksum there, so none is pinned here; Hugging Face tells one with each file. Heads for one
/// data set (`*_linear_prob_head_sc`) and the weights for outdoor scans are left out: this list is
/// of encoders for rooms.
final class OfficialCatalog {
  private static final Licence CC_BY_NC =
      new Licence(
          "CC BY-NC 4.0",
          URI.create("https://creativecommons.org/licenses/by-nc/4.0/deed.en"),
          "Non-commercial use only; name the authors when you share results.");
  private static final String SONATA = "facebook/sonata";
  private static final String CONCERTO = "Pointcept/Concerto";
  private static final String SONATA_MAKERS = "Meta (Wu et al.)";
  private static final String CONCERTO_MAKERS = "Pointcept (Zhang et al.)";

  private OfficialCatalog() {}

  static List<OfficialWeights> all() {
    return List.of(
        weights(
            "sonata",
            "Sonata",
            "The encoder of the Sonata paper (CVPR 2025), base size. Learned without labels from"
                + " indoor scenes.",
            SONATA_MAKERS,
            SONATA,
            108),
        weights(
            "sonata_small",
            "Sonata small",
            "Sonata's smaller encoder: a third of the size, faster, less fine.",
            SONATA_MAKERS,
            SONATA,
            39),
        weights(
            "concerto_small",
            "Concerto small",
            "Learned from scans and photographs together (NeurIPS 2025), small size.",
            CONCERTO_MAKERS,
            CONCERTO,
            39),
        weights(
            "concerto_base",
            "Concerto base",
            "Learned from scans and photographs together (NeurIPS 2025), the size of Sonata.",
            CONCERTO_MAKERS,
            CONCERTO,
            108),
        weights(
            "concerto_large",
            "Concerto large",
            "Learned from scans and photographs together (NeurIPS 2025), twice the size of Sonata:"
                + " slow on a CPU.",
            CONCERTO_MAKERS,
            CONCERTO,
            208));
  }

  private static OfficialWeights weights(
      String name, String title, String purpose, String makers, String repository, int millions) {
    String page = "https://huggingface.co/" + repository;
    return new OfficialWeights(
        name,
        title,
        purpose,
        makers,
        URI.create(page),
        URI.create(page + "/resolve/main/" + name + ".pth"),
        CC_BY_NC,
        millions,
        Optional.empty());
  }
}
