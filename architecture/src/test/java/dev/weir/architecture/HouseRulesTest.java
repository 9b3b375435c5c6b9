package dev.weir.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** The habits of the house that a machine can check. */
@AnalyzeClasses(packages = "dev.weir", importOptions = ImportOption.DoNotIncludeTests.class)
final class HouseRulesTest {

  private static final String[] PURE_ROOMS = {
    "dev.weir.media..",
    "dev.weir.contract..",
    "dev.weir.rtmp.handshake..",
    "dev.weir.rtmp.chunk..",
    "dev.weir.rtmp.message..",
    "dev.weir.rtmp.session..",
    "dev.weir.transcoder.ladder..",
    "dev.weir.portal.billing.rating.."
  };

  @ArchTest
  static final ArchRule pureRoomsSeeOnlyTheJdk =
      classes()
          .that()
          .resideInAnyPackage(PURE_ROOMS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "dev.weir..");

  @ArchTest
  static final ArchRule pureRoomsDoNoInputOutput =
      noClasses()
          .that()
          .resideInAnyPackage(PURE_ROOMS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..",
                      "java.net..",
                      "java.nio.channels..",
                      "java.nio.file..",
                      "java.sql..",
                      "java.util.concurrent..",
                      "dev.weir.runtime..")
                  .and(describe("not a pure class of those packages", HouseRulesTest::isImpure)));

  /** Text functions, and an address as a value; how it may not be got is the next rule's. */
  private static final Set<String> PURE_CLASSES =
      Set.of(
          "java.net.IDN",
          "java.net.URI",
          "java.net.InetAddress",
          "java.net.UnknownHostException",
          "java.io.Serializable");

  private static boolean isImpure(JavaClass type) {
    return !PURE_CLASSES.contains(type.getName());
  }

  @ArchTest
  static final ArchRule pureRoomsAskNoNameServer =
      noClasses()
          .that()
          .resideInAnyPackage(PURE_ROOMS)
          .should()
          .callMethodWhere(
              target(owner(name("java.net.InetAddress")))
                  .and(
                      target(
                          nameMatching(
                              "get(ByName|AllByName|LocalHost|HostName|CanonicalHostName)|isReachable"))));

  @ArchTest
  static final ArchRule noDrawers =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Utils?|Helper|Impl|Misc|Common|Abstract[A-Z]\\w*)(\\$.*)?")
          .orShould()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..")
          .orShould()
          .resideInAnyPackage("..impl..", "..manager..", "..base..");

  @ArchTest
  static final ArchRule timeComesThroughASource =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.weir.runtime.clock..")
          .and()
          .resideOutsideOfPackage("dev.weir.testkit..")
          .and()
          .resideOutsideOfPackage("dev.weir.bench.micro.jmh_generated..")
          .should()
          .callMethodWhere(
              target(owner(nameMatching(Instant.class.getName()))).and(target(name("now"))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule verticlesSaySo =
      classes()
          .that()
          .areAssignableTo(VerticleBase.class)
          .should()
          .haveSimpleNameEndingWith("Verticle");

  @ArchTest
  static final ArchRule theEventBusHidesBehindProxies =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Proxy")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(EventBus.class)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyPrintsButTheCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.weir.app..", "dev.weir.testkit..", "dev.weir.bench..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
