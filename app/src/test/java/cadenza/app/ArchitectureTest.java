package cadenza.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// The arrows between the rooms of the house, as `ARCHITECTURE.md` draws them.
@AnalyzeClasses(packages = "cadenza", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule javaFxOnlyInApp =
      noClasses()
          .that()
          .resideOutsideOfPackage("cadenza.app..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp..")
          .because("readers, network and renderers also run where there is no window");

  @ArchTest
  static final ArchRule lwjglOnlyInGl =
      noClasses()
          .that()
          .resideOutsideOfPackage("cadenza.render.gl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.lwjgl..")
          .because("a machine without OpenGL must be able to draw with the Java renderer");

  @ArchTest
  static final ArchRule djlOnlyInSonata =
      noClasses()
          .that()
          .resideOutsideOfPackage("cadenza.sonata..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..")
          .because("native tensors stay with the one who closes them");

  @ArchTest
  static final ArchRule linearAlgebraOnlyInProbe =
      noClasses()
          .that()
          .resideOutsideOfPackage("cadenza.probe..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("smile..", "org.ejml..")
          .because("what a probe is computed with is the probe's own business");

  @ArchTest
  static final ArchRule scanKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("cadenza.scan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "cadenza.sonata..", "cadenza.probe..", "cadenza.render..", "cadenza.app..")
          .because("everything is built on scans, so scans are built on nothing of ours");

  @ArchTest
  static final ArchRule renderStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("cadenza.render..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("cadenza.sonata..", "cadenza.probe..", "cadenza.app..")
          .because("what one room needs of another is an interface that app passes in");

  @ArchTest
  static final ArchRule sonataStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("cadenza.sonata..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("cadenza.render..", "cadenza.probe..", "cadenza.app..")
          .because("what one room needs of another is an interface that app passes in");

  @ArchTest
  static final ArchRule probeStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("cadenza.probe..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("cadenza.sonata..", "cadenza.render..", "cadenza.app..")
          .because("what one room needs of another is an interface that app passes in");

  @ArchTest
  static final ArchRule viewModelsDecideAndDoNotDraw =
      noClasses()
          .that()
          .resideInAPackage("cadenza.app..")
          .and()
          .haveSimpleNameEndingWith("Model")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..")
          .because("a view model must run in a test without a toolkit");

  @ArchTest
  static final ArchRule stateKnowsNoView =
      noClasses()
          .that()
          .resideInAnyPackage(
              "cadenza.app.workspace..", "cadenza.app.tasks..", "cadenza.app.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..")
          .because("state is what views are bound to, not the other way round");

  @ArchTest
  static final ArchRule pipelineKnowsNoWindow =
      noClasses()
          .that()
          .resideInAnyPackage("cadenza.app.pipeline..", "cadenza.app.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx..")
          .because("the command line runs on servers");

  @ArchTest
  static final ArchRule databaseOnlyInProject =
      noClasses()
          .that()
          .resideOutsideOfPackage("cadenza.app.project..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..")
          .because("only a project's own code may know how a project is kept");

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl)")
          .because("such a name says nothing about what the class is for");

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes()
          .should(liveInNullMarkedPackages())
          .because("NullAway checks only what is @NullMarked");

  private static ArchCondition<JavaClass> liveInNullMarkedPackages() {
    return new ArchCondition<>("live in a package with @NullMarked") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
            item.getPackage().tryGetAnnotationOfType(NullMarked.class.getName()).isPresent();
        if (!marked) {
          events.add(
              SimpleConditionEvent.violated(
                  item, item.getPackageName() + " has no package-info with @NullMarked"));
        }
      }
    };
  }
}
