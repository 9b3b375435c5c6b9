package dev.weir.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;

/** Which module may see which: the arrows of the house. */
@AnalyzeClasses(packages = "dev.weir", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {

  private static final String MEDIA = "dev.weir.media..";
  private static final String CONTRACT = "dev.weir.contract..";
  private static final String RUNTIME = "dev.weir.runtime..";
  private static final String RTMP = "dev.weir.rtmp..";
  private static final String STREAM = "dev.weir.stream..";
  private static final String INGEST = "dev.weir.ingest..";
  private static final String GATEWAY = "dev.weir.gateway..";
  private static final String TRANSCODER = "dev.weir.transcoder..";
  private static final String RECORDER = "dev.weir.recorder..";
  private static final String PORTAL = "dev.weir.portal..";
  private static final String MIGRATIONS = "dev.weir.migrations..";
  private static final String APP = "dev.weir.app..";
  private static final String BENCH = "dev.weir.bench..";
  private static final String TESTKIT = "dev.weir.testkit..";

  @ArchTest
  static final ArchRule mediaSeesNobody =
      sees(MEDIA)
          .dependOnClassesThat()
          .resideInAnyPackage(
              CONTRACT,
              RUNTIME,
              RTMP,
              STREAM,
              INGEST,
              GATEWAY,
              TRANSCODER,
              RECORDER,
              PORTAL,
              MIGRATIONS,
              APP)
          .as("media depends on the JDK alone");

  @ArchTest
  static final ArchRule contractSeesNobody =
      sees(CONTRACT)
          .dependOnClassesThat()
          .resideInAnyPackage(
              MEDIA,
              RUNTIME,
              RTMP,
              STREAM,
              INGEST,
              GATEWAY,
              TRANSCODER,
              RECORDER,
              PORTAL,
              MIGRATIONS,
              APP)
          .as("contract depends on the JDK alone");

  @ArchTest
  static final ArchRule runtimeSeesContract =
      sees(RUNTIME)
          .dependOnClassesThat()
          .resideInAnyPackage(
              MEDIA, RTMP, STREAM, INGEST, GATEWAY, TRANSCODER, RECORDER, PORTAL, MIGRATIONS, APP)
          .as("runtime depends on contract alone");

  @ArchTest
  static final ArchRule rtmpSeesMediaContractRuntime =
      sees(RTMP)
          .dependOnClassesThat()
          .resideInAnyPackage(
              STREAM, INGEST, GATEWAY, TRANSCODER, RECORDER, PORTAL, MIGRATIONS, APP);

  @ArchTest
  static final ArchRule streamSeesMediaContractRuntime =
      sees(STREAM)
          .dependOnClassesThat()
          .resideInAnyPackage(RTMP, INGEST, GATEWAY, TRANSCODER, RECORDER, PORTAL, MIGRATIONS, APP);

  @ArchTest
  static final ArchRule ingestSeesNoOtherService =
      sees(INGEST)
          .dependOnClassesThat()
          .resideInAnyPackage(GATEWAY, TRANSCODER, RECORDER, PORTAL, MIGRATIONS, APP);

  @ArchTest
  static final ArchRule gatewaySeesNoOtherService =
      sees(GATEWAY)
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, TRANSCODER, RECORDER, PORTAL, MIGRATIONS, APP);

  @ArchTest
  static final ArchRule transcoderSeesNoOtherService =
      sees(TRANSCODER)
          .dependOnClassesThat()
          .resideInAnyPackage(RTMP, INGEST, GATEWAY, RECORDER, PORTAL, MIGRATIONS, APP);

  @ArchTest
  static final ArchRule recorderSeesNoOtherService =
      sees(RECORDER)
          .dependOnClassesThat()
          .resideInAnyPackage(RTMP, INGEST, GATEWAY, TRANSCODER, PORTAL, MIGRATIONS, APP);

  @ArchTest
  static final ArchRule theControlPlaneNeverTouchesAFrame =
      sees(PORTAL)
          .dependOnClassesThat()
          .resideInAnyPackage(
              MEDIA, RTMP, STREAM, INGEST, GATEWAY, TRANSCODER, RECORDER, MIGRATIONS, APP);

  @ArchTest
  static final ArchRule nobodyShipsTheTestkit =
      noClasses()
          .that()
          .resideOutsideOfPackages(TESTKIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TESTKIT);

  @ArchTest
  static final ArchRule theBenchmarkLooksFromOutside =
      sees(BENCH)
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, TRANSCODER, RECORDER, PORTAL, MIGRATIONS, APP)
          .as("the benchmark starts Weir as a user does, and sees the hot paths alone");

  @ArchTest
  static final ArchRule onlyTheHotPathsOfTheGatewayAreMeasuredFromInside =
      noClasses()
          .that()
          .resideInAPackage(BENCH)
          .and()
          .resideOutsideOfPackage("dev.weir.bench.micro..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(GATEWAY);

  @ArchTest
  static final ArchRule onlyTheControlPlaneKnowsPostgres =
      noClasses()
          .that()
          .resideOutsideOfPackages(PORTAL, MIGRATIONS, APP, "dev.weir.runtime.postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx.sqlclient..",
              "io.vertx.pgclient..",
              "java.sql..",
              "org.postgresql..",
              "org.flywaydb..",
              "dev.weir.runtime.postgres..");

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("dev.weir.(**)").should().beFreeOfCycles();

  private static ClassesShould sees(String room) {
    return noClasses().that().resideInAnyPackage(room).should();
  }
}
