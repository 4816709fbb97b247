package fettle.ops.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images without a registry: on a base that is a file, into a file. */
class ImageArchivesTest {
  @TempDir Path folder;

  private ImageBase base(String variable) throws Exception {
    return ImageBase.archive(Bases.archive(folder, variable));
  }

  private static ImageRecipe recipe(FastJar module, ImageBase base) {
    return new ImageRecipe(
        "fettle/sensor-module",
        module,
        base,
        List.of("linux/amd64"),
        "10001:10001",
        "c0ffee",
        new TreeMap<>());
  }

  private ImageArchives.Written write(String to, ImageRecipe recipe) throws Exception {
    return new ImageArchives(folder.resolve(to), folder.resolve(to + "-cache"))
        .write(recipe, line -> {});
  }

  @Test
  void anArchiveHoldsTheProgramOnItsBase() throws Exception {
    ImageArchives.Written written =
        write("out", recipe(Modules.in(folder, "code"), base("archive")));

    ArchiveFiles image = ArchiveFiles.read(written.file());
    assertThat(written.file()).hasFileName("sensor-module-amd64.tar");
    assertThat(written.file().getParent()).isDirectoryNotContaining("glob:**.part");
    assertThat(written.name()).isEqualTo("localhost/fettle/sensor-module");
    assertThat(image.config().at("/config/Env").toString()).contains("FROM=archive");
    assertThat(image.config().at("/config/User").asText()).isEqualTo("10001:10001");
    assertThat(image.config().at("/config/Volumes").toString()).isEqualTo("{\"/data\":{}}");
    assertThat(image.config().at("/config/Labels").path("org.opencontainers.image.title").asText())
        .isEqualTo("sensor-module");
    assertThat(image.files()).containsKeys("app/quarkus-run.jar", "app/lib/main/library.jar");
  }

  @Test
  void nativeLibrariesAreALayerOfTheirOwnForTheArchivesPlatformOnly() throws Exception {
    ImageRecipe recipe = recipe(Modules.in(folder, "code"), base("archive"));

    ArchiveFiles image = ArchiveFiles.read(write("out", recipe).file());

    assertThat(image.files().keySet())
        .filteredOn(file -> file.endsWith(".so"))
        .containsExactly("app/native/linux-x64/libruntime.so");
    assertThat(image.config().path("history").findValuesAsText("comment"))
        .containsSequence("data", "native", "libs");
  }

  @Test
  void anotherNativeLibraryMakesAnotherTagUnlessItIsAnotherPlatforms() throws Exception {
    FastJar module = Modules.in(folder, "code");
    ImageRecipe recipe = recipe(module, base("archive"));
    String tag = recipe.tag();

    Files.writeString(module.folder().resolve("native/linux-aarch64/libruntime.so"), "another");
    String afterOthers = recipe.tag();
    Files.writeString(module.folder().resolve("native/linux-x64/libruntime.so"), "another");

    assertThat(afterOthers).isEqualTo(tag);
    assertThat(recipe.tag()).isNotEqualTo(tag);
  }

  @Test
  void anArchiveTellsWhatOfItIsBaseProgramAndCache() throws Exception {
    Path cache = Files.write(folder.resolve("program.aot"), new byte[5_000]);
    ImageRecipe recipe = recipe(Modules.in(folder, "code"), base("archive"));

    ImageSize without = ImageSize.of(write("without", recipe).file());
    ImageSize with = ImageSize.of(write("with", recipe.withCache(cache)).file());

    assertThat(without.base()).as("a base of no layers").isZero();
    assertThat(without.application()).isPositive();
    assertThat(without.cache()).isZero();
    assertThat(with.application()).isEqualTo(without.application());
    assertThat(with.cache()).isPositive();
    assertThat(with.all()).isEqualTo(with.application() + with.cache());
  }

  @Test
  void theSameInputMakesTheSameBytesWhereverItIsBuilt() throws Exception {
    ImageBase base = base("archive");

    ImageArchives.Written here = write("1", recipe(Modules.in(folder.resolve("a"), "code"), base));
    ImageArchives.Written there = write("2", recipe(Modules.in(folder.resolve("b"), "code"), base));

    assertThat(there.digest()).isEqualTo(here.digest());
    assertThat(there.file()).hasSameBinaryContentAs(here.file());
  }

  @Test
  void aCacheIsALayerOnTopAndTheTagTellsOnlyThatThereIsOne() throws Exception {
    ImageRecipe bare = recipe(Modules.in(folder, "code"), base("archive"));
    ImageRecipe one = bare.withCache(Files.writeString(folder.resolve("1.aot"), "one"));
    ImageRecipe other = bare.withCache(Files.writeString(folder.resolve("2.aot"), "other"));

    ArchiveFiles image = ArchiveFiles.read(write("out", one).file());

    assertThat(image.files()).containsKey("app/program.aot");
    assertThat(image.config().at("/config/Entrypoint").toString())
        .contains("-XX:AOTCache=/app/program.aot");
    assertThat(one.tag()).isEqualTo(other.tag()).isNotEqualTo(bare.tag());
  }

  @Test
  void aCopyOfAProgramHasTheTimesThatItsImageHas() throws Exception {
    FastJar module = Modules.in(folder.resolve("built"), "code");

    Path runner = Layout.copy(recipe(module, base("archive")), folder.resolve("copy"));

    assertThat(runner).hasSameBinaryContentAs(module.folder().resolve(module.runner()));
    assertThat(Files.getLastModifiedTime(folder.resolve("copy/lib/main/library.jar")).toInstant())
        .isEqualTo(ImageBuild.TIME);
    assertThat(folder.resolve("copy/native"))
        .isDirectoryContaining("glob:**linux-x64")
        .isDirectoryNotContaining("glob:**aarch64");
  }

  @Test
  void anotherBaseMakesAnotherTag() throws Exception {
    FastJar module = Modules.in(folder, "code");

    assertThat(recipe(module, base("one")).tag()).isNotEqualTo(recipe(module, base("two")).tag());
  }

  @Test
  void aBaseThatIsNotThereIsSaid() {
    Path missing = folder.resolve("none.tar");

    assertThat(Files.exists(missing)).isFalse();
    assertThatThrownBy(() -> ImageBase.archive(missing))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none.tar is no file; make one with podman save");
  }
}
