package fettle.edge;

import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A module at its edge hub. {@link Builder#start()} returns at once and connects in the background,
 * for ever; until {@link #connected()} completes, sends and reports fail with {@link
 * EdgeException.Reason#NOT_CONNECTED}.
 */
public final class EdgeModule implements AutoCloseable {
  private final EdgeEnvironment environment;
  private final Inputs inputs;
  private final Methods methods;
  private final TwinSync twin;
  private final Outbox outbox;
  private final EdgeConnection connection;

  private EdgeModule(Builder builder) {
    environment = builder.environment;
    inputs = new Inputs(builder.inputs, builder.options, builder.metrics);
    methods = new Methods(builder.methods, builder.metrics);
    connection =
        new EdgeConnection(
            environment, builder.options, builder.metrics, this::beforeOpen, this::afterOpen);
    twin = new TwinSync(connection::client, builder.options, builder.desired);
    outbox = new Outbox(this::transport, builder.options, builder.metrics);
  }

  /**
   * @param variables {@link System#getenv()}, or in tests whatever holds {@link
   *     EdgeEnvironment#VARIABLES}
   * @throws IllegalArgumentException naming the variable that is missing or wrong
   */
  public static Builder builder(Map<String, String> variables) {
    return new Builder(EdgeEnvironment.of(variables));
  }

  private void beforeOpen(ModuleClient client) {
    inputs.register(client);
  }

  private void afterOpen(ModuleClient client) throws IotHubClientException, InterruptedException {
    twin.start(client);
    client.subscribeToMethods((name, payload, context) -> methods.invoke(name, payload), null);
  }

  private Outbox.Transport transport() {
    ModuleClient client = connection.client();
    return client == null
        ? null
        : (message, callback, output) -> client.sendEventAsync(message, callback, null, output);
  }

  public String deviceId() {
    return environment.deviceId();
  }

  public String moduleId() {
    return environment.moduleId();
  }

  /**
   * Sends one message as {@code application/json}, {@code utf-8}. Completes on a worker thread when
   * the hub has acknowledged it; fails with an {@link EdgeException}. At least once: after {@link
   * EdgeException.Reason#NOT_ACKNOWLEDGED} the hub may have it nevertheless. Nothing happens before
   * the subscription; each subscription is one send, but a send with the id of one that is still on
   * its way shares its outcome.
   *
   * @param body not empty, at most 262,144 bytes with the properties
   * @param messageId at most 128 characters of the set that IoT Hub allows
   * @param properties no empty values
   * @throws IllegalArgumentException if the body or a property value is empty
   */
  public Uni<Void> send(
      String output, byte[] body, String messageId, Map<String, String> properties) {
    return outbox.send(output, body, messageId, properties);
  }

  /**
   * Patches the twin's reported properties; a null value removes its key. Completes when the hub
   * has taken the patch, fails with an {@link EdgeException}.
   */
  public Uni<Void> report(Map<String, Object> patch) {
    return twin.report(patch);
  }

  public ConnectionState state() {
    return connection.state();
  }

  /** The state now and every change. */
  public Multi<ConnectionState> states() {
    return connection.states();
  }

  /** Completes as soon as there is a connection; at once if there is one. */
  public Uni<Void> connected() {
    return states()
        .select()
        .where(state -> state == ConnectionState.CONNECTED)
        .toUni()
        .replaceWithVoid();
  }

  /**
   * Ends the connection; what is on its way fails with {@link
   * EdgeException.Reason#NOT_ACKNOWLEDGED}.
   */
  @Override
  public void close() {
    connection.close();
  }

  /**
   * What the module listens to, fixed before it connects so that no message finds nobody at home.
   */
  public static final class Builder {
    private final EdgeEnvironment environment;
    private final Map<String, Function<EdgeMessage, Uni<Void>>> inputs = new HashMap<>();
    private final Map<String, MethodHandler> methods = new HashMap<>();
    private Consumer<DesiredProperties> desired = properties -> {};
    private EdgeOptions options = EdgeOptions.DEFAULT;
    private EdgeMetrics metrics = EdgeMetrics.NONE;

    private Builder(EdgeEnvironment environment) {
      this.environment = environment;
    }

    public Builder options(EdgeOptions value) {
      options = value;
      return this;
    }

    public Builder metrics(EdgeMetrics value) {
      metrics = value;
      return this;
    }

    /**
     * @param handler the message is acknowledged when its {@code Uni} completes; if it fails or
     *     takes longer than {@link EdgeOptions#inputTimeout()}, the hub delivers the message again.
     *     One message at a time
     */
    public Builder onInput(String input, Function<EdgeMessage, Uni<Void>> handler) {
      inputs.put(input, handler);
      return this;
    }

    public Builder onMethod(String name, MethodHandler handler) {
      methods.put(name, handler);
      return this;
    }

    /**
     * @param listener gets all desired properties at every connection and after every patch; it
     *     returns quickly
     */
    public Builder onDesired(Consumer<DesiredProperties> listener) {
      desired = listener;
      return this;
    }

    /** Starts connecting. */
    public EdgeModule start() {
      EdgeModule module = new EdgeModule(this);
      module.connection.connect();
      return module;
    }
  }
}
