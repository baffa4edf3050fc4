package cadenza.app.project;

import java.io.IOException;

/// Why a project cannot be opened or saved, as "what — what to do".
public final class ProjectException extends IOException {
  private static final long serialVersionUID = 1;

  ProjectException(String what, String advice) {
    super(what + " — " + advice);
  }
}
