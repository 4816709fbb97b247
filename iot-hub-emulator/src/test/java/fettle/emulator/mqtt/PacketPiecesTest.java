package fettle.emulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.emulator.EdgeFixture;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets as bytes, where no client library decides how they are cut. */
class PacketPiecesTest {

  private static final int CONNECT = 0x10;
  private static final int PUBLISH_AT_LEAST_ONCE = 0x32;

  @TempDir Path folder;

  @Test
  void packetsThatArriveByteByByteAreTaken() throws Exception {
    try (EdgeFixture edge = EdgeFixture.start(folder)) {
      Identity device = edge.add(NewIdentity.device("slow", false));
      try (Socket socket =
          edge.tls.clientContext().getSocketFactory().createSocket(EdgeFixture.ADDRESS, 8883)) {
        socket.setSoTimeout(60_000);
        trickle(socket, connect(device));
        assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x20, 2, 0, 0);
        trickle(socket, publish("devices/slow/messages/events/kind=x", 7, "hello"));
        assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x40, 2, 0, 7);
      }
      assertThat(edge.hub.bodies()).containsExactly("hello");
    }
  }

  /** Each byte in a TLS record of its own. */
  private static void trickle(Socket socket, byte[] packet) throws IOException {
    socket.setTcpNoDelay(true);
    for (byte single : packet) {
      socket.getOutputStream().write(single);
      socket.getOutputStream().flush();
    }
  }

  private static byte[] connect(Identity device) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("MQTT");
    out.writeByte(4);
    out.writeByte(0xC2);
    out.writeShort(60);
    out.writeUTF(device.deviceId());
    out.writeUTF(RawClients.user(device.deviceId()));
    out.writeUTF(
        RawClients.token("fettle.local/devices/slow", device.primaryKey(), Duration.ofMinutes(5)));
    return packet(CONNECT, bytes.toByteArray());
  }

  private static byte[] publish(String topic, int id, String body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(topic);
    out.writeShort(id);
    out.write(body.getBytes(StandardCharsets.UTF_8));
    return packet(PUBLISH_AT_LEAST_ONCE, bytes.toByteArray());
  }

  private static byte[] packet(int type, byte[] rest) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(type);
    int length = rest.length;
    do {
      packet.write(length % 128 | (length >= 128 ? 0x80 : 0));
      length /= 128;
    } while (length > 0);
    packet.writeBytes(rest);
    return packet.toByteArray();
  }
}
