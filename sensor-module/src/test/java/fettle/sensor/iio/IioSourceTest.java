package fettle.sensor.iio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.sensor.source.BadInputException;
import fettle.sensor.source.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IioSourceTest {
  @TempDir Path root;

  @Test
  void dhtIsReadInDegreesAndPercent() throws Exception {
    device("iio:device0", "dht11@4");
    put("iio:device0", "in_temp_input", "21300");
    put("iio:device0", "in_humidityrelative_input", "48000");
    IioDevice device = open("iio:device0");

    assertThat(device.signals()).containsExactly("humidity", "temperature");
    assertThat(device.read().orElseThrow()).containsExactly(48.0, 21.3);
    assertThat(IioSource.open(root, "", 1, 1).tracks())
        .extracting(Track::machine)
        .containsExactly("dht11-4");
  }

  @Test
  void rawValueIsScaledAndOffset() throws Exception {
    device("iio:device0", "bme280");
    put("iio:device0", "in_temp_raw", "1000");
    put("iio:device0", "in_temp_offset", "-20");
    put("iio:device0", "in_temp_scale", "25");

    assertThat(open("iio:device0").read().orElseThrow()).containsExactly(24.5);
  }

  @Test
  void scaleOfTheTypeServesEveryAxis() throws Exception {
    device("iio:device0", "adxl345");
    put("iio:device0", "in_accel_x_raw", "100");
    put("iio:device0", "in_accel_z_raw", "-50");
    put("iio:device0", "in_accel_scale", "0.04");
    IioDevice device = open("iio:device0");

    assertThat(device.signals()).containsExactly("acceleration_x", "acceleration_z");
    assertThat(device.read().orElseThrow()).containsExactly(4.0, -2.0);
  }

  @Test
  void channelThatCannotBeReadIsRetriedAndThenMissing() throws Exception {
    device("iio:device0", "dht11");
    put("iio:device0", "in_temp_input", "21300");
    Files.createDirectory(root.resolve("iio:device0/in_humidityrelative_input"));
    IioDevice device = open("iio:device0");

    double[] values = device.read().orElseThrow();

    assertThat(values).containsExactly(Double.NaN, 21.3);
    assertThat(device.errors()).isEqualTo(3);
  }

  @Test
  void deviceThatCannotBeReadAtAllGivesNoReading() throws Exception {
    device("iio:device0", "dht11");
    put("iio:device0", "in_temp_input", "not a number");

    assertThat(open("iio:device0").read()).isEqualTo(Optional.empty());
  }

  @Test
  void twoDevicesOfOneNameAreTwoMachines() throws Exception {
    for (String folder : new String[] {"iio:device0", "iio:device1"}) {
      device(folder, "dht11");
      put(folder, "in_temp_input", "1000");
    }

    assertThat(IioSource.open(root, "hall-", 1, 1).tracks())
        .extracting(Track::machine)
        .containsExactly("hall-dht11", "hall-dht11-iio-device1");
  }

  @Test
  void emptyRootSaysWhatToDo() {
    assertThatThrownBy(() -> IioSource.open(root, "", 1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("dtoverlay=dht11");
  }

  private IioDevice open(String folder) throws IOException {
    return new IioDevice(folder, IioDevice.channels(root.resolve(folder)), 3, 1);
  }

  private void device(String folder, String name) throws IOException {
    Files.createDirectories(root.resolve(folder));
    put(folder, "name", name);
  }

  private void put(String folder, String file, String content) throws IOException {
    Files.writeString(root.resolve(folder).resolve(file), content + "\n");
  }
}
