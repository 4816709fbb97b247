package fettle.sensor.iio;

import fettle.sensor.source.BadInputException;
import fettle.sensor.source.PolledTrack;
import fettle.sensor.source.Source;
import fettle.sensor.source.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every IIO device that has channels, each a machine. */
public final class IioSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(IioSource.class);
  private static final int MAX_NAME = 64;

  private final Map<String, IioDevice> devices;

  private IioSource(Map<String, IioDevice> devices) {
    this.devices = devices;
  }

  /**
   * @param root {@code /sys/bus/iio/devices}
   * @param prefix put before the machines' names
   * @param attempts to read a channel, at least 1
   * @throws BadInputException if there is no device with a channel
   */
  public static IioSource open(Path root, String prefix, int attempts, long retryMillis)
      throws BadInputException {
    Map<String, IioDevice> devices = new LinkedHashMap<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.sorted().toList()) {
        List<IioChannel> channels =
            Files.isDirectory(folder) ? IioDevice.channels(folder) : List.of();
        if (!channels.isEmpty()) {
          String machine = machine(prefix, folder, devices);
          IioDevice device = new IioDevice(machine, channels, attempts, retryMillis);
          devices.put(machine, device);
          LOG.info("{}: {} as machine {}", folder, device.signals(), machine);
        }
      }
    } catch (IOException failure) {
      throw new BadInputException(
          "sensor.iio.root="
              + root
              + " cannot be read ("
              + failure
              + "); is the kernel's driver loaded, for a DHT11 with dtoverlay=dht11?",
          failure);
    }
    if (devices.isEmpty()) {
      throw new BadInputException(
          "sensor.iio.root="
              + root
              + " has no device with a channel; for a DHT11 or DHT22 on a"
              + " Raspberry Pi put dtoverlay=dht11,gpiopin=4 into /boot/firmware/config.txt");
    }
    return new IioSource(devices);
  }

  /** The device's own name, such as {@code dht11@4}, and where that is taken its folder's too. */
  private static String machine(String prefix, Path folder, Map<String, IioDevice> taken)
      throws IOException {
    Path nameFile = folder.resolve("name");
    String own =
        Files.exists(nameFile)
            ? Files.readString(nameFile).strip()
            : folder.getFileName().toString();
    String name = clean(prefix + own);
    return taken.containsKey(name) ? clean(prefix + own + "-" + folder.getFileName()) : name;
  }

  private static String clean(String name) {
    String clean = name.replaceAll("[^A-Za-z0-9_-]", "-");
    return clean.substring(0, Math.min(clean.length(), MAX_NAME));
  }

  @Override
  public List<Track> tracks() {
    List<Track> tracks = new ArrayList<>();
    devices.forEach(
        (machine, device) ->
            tracks.add(new PolledTrack(machine, device.signals(), time -> device.read())));
    return tracks;
  }

  @Override
  public long errors() {
    return devices.values().stream().mapToLong(IioDevice::errors).sum();
  }
}
