package fettle.ops.base;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The C libraries that a JVM and the native libraries of Fettle's programs are linked with, out of
 * Debian packages of this machine's release. Packages that were fetched are kept, so that a base
 * made again is the same; who wants newer ones deletes the folder.
 */
final class DebianLibraries {
  /** ONNX Runtime and DuckDB are C++, XGBoost also wants OpenMP. */
  private static final List<String> PACKAGES =
      List.of("libc6", "libgcc-s1", "libgomp1", "libstdc++6", "zlib1g");

  private static final String NOT_DEBIAN =
      "a base of Debian packages needs apt-get and dpkg-deb; give --base an image with its digest,"
          + " or an archive that podman save wrote";

  private final Path folder;

  /**
   * @param folder where packages are kept; made when needed
   */
  DebianLibraries(Path folder) {
    this.folder = folder;
  }

  /**
   * What goes into a base.
   *
   * @param files by their absolute path in the base
   * @param packages {@code name=version}
   */
  record Contents(SortedMap<String, Path> files, List<String> packages) {}

  Contents contents() throws InterruptedException {
    try {
      Files.createDirectories(folder);
      List<Path> debs = debs();
      if (debs.size() < PACKAGES.size()) {
        List<String> download = new ArrayList<>(List.of("apt-get", "-q", "download"));
        download.addAll(PACKAGES);
        Commands.run(folder, NOT_DEBIAN, download);
        debs = debs();
      }
      SortedMap<String, Path> files = new TreeMap<>();
      List<String> packages = new ArrayList<>();
      for (Path deb : debs) {
        Path tree = folder.resolve(deb.getFileName() + ".d");
        Commands.run(
            folder, NOT_DEBIAN, List.of("dpkg-deb", "-x", deb.toString(), tree.toString()));
        packages.add(
            Commands.run(
                    folder,
                    NOT_DEBIAN,
                    List.of("dpkg-deb", "-W", "--showformat=${Package}=${Version}", deb.toString()))
                .strip());
        addLibraries(tree, files);
        addLicences(tree, files);
      }
      return new Contents(files, packages);
    } catch (IOException e) {
      throw new Failure(
          "the packages in %s cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private List<Path> debs() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.toString().endsWith(".deb")).sorted().toList();
    }
  }

  /**
   * Libraries under the names that programs ask for: a link is followed, and what only a link leads
   * to is left out. Character sets of other centuries are left out too.
   */
  private static void addLibraries(Path tree, Map<String, Path> files) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      List<Path> libraries =
          all.filter(path -> path.getFileName().toString().matches("(lib|ld-).*\\.so(\\.\\d+)*"))
              .filter(path -> !path.toString().contains("/gconv/"))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
      List<Path> linked = new ArrayList<>();
      for (Path library : libraries) {
        if (Files.isSymbolicLink(library)) {
          linked.add(target(tree, library));
        }
      }
      for (Path library : libraries) {
        boolean loader = library.getFileName().toString().startsWith("ld-");
        if (Files.isSymbolicLink(library)) {
          files.put("/" + tree.relativize(library), target(tree, library));
        } else if (loader || !linked.contains(library)) {
          files.put("/" + tree.relativize(library), library);
        }
      }
    }
  }

  /** Where a link leads, seen from the tree as root. */
  private static Path target(Path tree, Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    return target.isAbsolute()
        ? tree.resolve(Path.of("/").relativize(target))
        : link.resolveSibling(target).normalize();
  }

  private static void addLicences(Path tree, Map<String, Path> files) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      all.filter(path -> path.endsWith("copyright"))
          .filter(Files::isRegularFile)
          .forEach(path -> files.put("/" + tree.relativize(path), path));
    }
  }
}
