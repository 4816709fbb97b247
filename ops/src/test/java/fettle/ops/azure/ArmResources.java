package fettle.ops.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The resources of the stand-in by their id, in any case of letters. A parent has to be there
 * before its children. Some types are made at once, some in a long operation behind {@code
 * Azure-AsyncOperation}, and storage accounts in one behind {@code Location}, as in Azure.
 */
public final class ArmResources {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int POLLS = 2;
  private static final Set<String> LONG =
      Set.of("iothubs", "redis", "registries", "workspaces", "computes", "namespaces");

  /** Types that answer 200 also when they are made: their clients take nothing else. */
  private static final Set<String> ALWAYS_OK = Set.of("eventhubs", "consumergroups");

  /** A long operation: how often it still says that it goes on, and how it ends. */
  private static final class Operation {
    private final String resource;
    private final Fault.FailedOperation failure;
    private int left = POLLS;

    Operation(String resource, Fault.FailedOperation failure) {
      this.resource = resource;
      this.failure = failure;
    }
  }

  private final String address;
  private final AzureFields fields;
  private final SortedMap<String, ObjectNode> byId = new TreeMap<>();
  private final Map<String, Operation> operations = new TreeMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  ArmResources(String address, String host) {
    this.address = address;
    fields = new AzureFields(host, byId);
  }

  /** A resource as it is, to be changed as by somebody else. */
  public synchronized ObjectNode get(String id) {
    return byId.get(key(id));
  }

  /** All that exists, but for the marks that every write changes. */
  public synchronized Map<String, ObjectNode> all() {
    Map<String, ObjectNode> all = new TreeMap<>();
    byId.forEach((id, resource) -> all.put(id, resource.deepCopy().without("etag")));
    return all;
  }

  /** Begins anew. */
  public synchronized void clear() {
    byId.clear();
    operations.clear();
  }

  /** Puts a resource there as somebody else would. */
  public synchronized void put(String id, ObjectNode body) {
    store(id, body, "Succeeded");
  }

  /** Ids of all that exists, in lower case. */
  public synchronized List<String> ids() {
    return new ArrayList<>(byId.keySet());
  }

  synchronized ArmReply handle(ArmRequest request) {
    if (request.path().startsWith("/operations/")) {
      return poll(request.path());
    }
    if (request.path().startsWith("/devices/")) {
      return device(request);
    }
    return switch (request.method()) {
      case "GET" -> read(request);
      case "HEAD" -> ArmReply.of(byId.containsKey(key(request.path())) ? 204 : 404, null);
      case "PUT" -> write(request);
      case "DELETE" -> delete(request.path());
      case "POST" -> ArmReply.of(200, AzureFields.keys());
      default -> ArmReply.error(405, "MethodNotAllowed", request.method());
    };
  }

  /** The devices of the hubs, which share their names here. */
  private ArmReply device(ArmRequest request) {
    ObjectNode found = byId.get(key(request.path()));
    if (request.method().equals("PUT") && found == null) {
      ObjectNode device = request.body().deepCopy();
      device
          .putObject("authentication")
          .put("type", "sas")
          .putObject("symmetricKey")
          .put("primaryKey", AzureFields.PLANTED)
          .put("secondaryKey", AzureFields.PLANTED);
      byId.put(key(request.path()), device);
      return ArmReply.of(200, device);
    }
    return found == null
        ? ArmReply.of(404, NODES.objectNode().put("Message", "ErrorCode:DeviceNotFound"))
        : ArmReply.of(200, found);
  }

  /** Begins a long operation that will fail. */
  synchronized ArmReply begin(String path, ObjectNode body, Fault.FailedOperation failure) {
    store(path, body, "Creating");
    return async(path, 201, failure);
  }

  private ArmReply read(ArmRequest request) {
    String path = request.path();
    String type = typeOf(path);
    if (type.equals("resources") || (type.equals("roleassignments") && isList(path))) {
      return list(path, type, request.query());
    }
    if (key(path).matches("/subscriptions/[^/]+/providers/[^/]+")) {
      return ArmReply.of(200, fields.provider(path.substring(path.lastIndexOf('/') + 1)));
    }
    ObjectNode found = byId.get(key(path));
    if (found == null) {
      return missing(path);
    }
    operations.values().stream()
        .filter(operation -> key(operation.resource).equals(key(path)))
        .forEach(this::goOn);
    return ArmReply.of(200, found);
  }

  private static boolean isList(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith("/roleassignments");
  }

  private ArmReply list(String path, String type, String query) {
    ObjectNode reply = NODES.objectNode();
    ArrayNode values = reply.putArray("value");
    String scope =
        type.equals("resources") ? key(path).replaceFirst("/resources$", "/providers/") : key(path);
    byId.forEach(
        (id, resource) -> {
          boolean inside = id.startsWith(scope + (type.equals("resources") ? "" : "/"));
          boolean top = id.substring(Math.min(scope.length(), id.length())).split("/").length == 3;
          String principal = resource.at("/properties/principalId").asText("");
          if (inside && (type.equals("resources") ? top : query.contains(principal))) {
            values.add(listed(resource, query));
          }
        });
    return ArmReply.of(200, reply);
  }

  /** A list says a resource's state at its top, when asked to. */
  private static ObjectNode listed(ObjectNode resource, String query) {
    String state = resource.at("/properties/provisioningState").asText(null);
    return state == null || !query.contains("$expand=provisioningState")
        ? resource
        : resource.deepCopy().put("provisioningState", state);
  }

  private ArmReply write(ArmRequest request) {
    String path = request.path();
    String lacking = fields.lackingParent(path);
    if (lacking != null) {
      return ArmReply.error(404, "ParentResourceNotFound", lacking + " could not be found.");
    }
    ObjectNode before = byId.get(key(path));
    if (before != null
        && request.ifMatch() != null
        && !request.ifMatch().equals(before.path("etag").asText())) {
      return ArmReply.error(412, "PreconditionFailed", "The etag does not match.");
    }
    String refusal = fields.refusal(path, request.body());
    if (refusal != null) {
      return ArmReply.error(400, "BadRequest", refusal);
    }
    String type = typeOf(path);
    if (LONG.contains(type)) {
      store(path, request.body(), before == null ? "Creating" : "Updating");
      return async(path, before == null ? 201 : 200, null);
    }
    if (type.equals("storageaccounts") && before == null) {
      store(path, request.body(), "Creating");
      String operation = operation(path, null);
      return new ArmReply(202, null, Map.of("Location", address + operation + "/location"));
    }
    boolean created = before == null && !ALWAYS_OK.contains(type);
    return ArmReply.of(created ? 201 : 200, store(path, request.body(), "Succeeded"));
  }

  private ArmReply async(String path, int status, Fault.FailedOperation failure) {
    return new ArmReply(
        status,
        byId.get(key(path)),
        Map.of("Azure-AsyncOperation", address + operation(path, failure)));
  }

  private String operation(String path, Fault.FailedOperation failure) {
    String id = "/operations/" + numbers.incrementAndGet();
    operations.put(id, new Operation(path, failure));
    return id;
  }

  private ArmReply poll(String path) {
    boolean byLocation = path.endsWith("/location");
    Operation operation = operations.get(path.replaceFirst("/location$", ""));
    ObjectNode resource = byId.get(key(operation.resource));
    goOn(operation);
    if (operation.left >= 0) {
      return byLocation
          ? new ArmReply(202, null, Map.of("Location", address + path))
          : ArmReply.of(200, NODES.objectNode().put("status", "InProgress"));
    }
    if (operation.failure != null) {
      ObjectNode failed = NODES.objectNode().put("status", "Failed");
      failed
          .putObject("error")
          .put("code", operation.failure.code())
          .put("message", operation.failure.message());
      return ArmReply.of(200, failed);
    }
    return byLocation
        ? ArmReply.of(200, resource)
        : ArmReply.of(200, NODES.objectNode().put("status", "Succeeded"));
  }

  /** Time passes for an operation whenever somebody looks, at it or at what it makes. */
  private void goOn(Operation operation) {
    ObjectNode resource = byId.get(key(operation.resource));
    operation.left--;
    if (operation.left == -1 && resource != null) {
      fields.state(resource, operation.failure == null ? "Succeeded" : "Failed");
    }
  }

  private ArmReply delete(String path) {
    String key = key(path);
    if (!byId.containsKey(key)) {
      return ArmReply.of(204, null);
    }
    byId.keySet().removeIf(id -> id.equals(key) || id.startsWith(key + "/"));
    if (typeOf(path).equals("vaults")) {
      return ArmReply.of(200, null);
    }
    return new ArmReply(
        202, null, Map.of("Location", address + operation(path, null) + "/location"));
  }

  private ObjectNode store(String path, ObjectNode body, String state) {
    ObjectNode stored = fields.complete(path, body, byId.get(key(path)), numbers::incrementAndGet);
    fields.state(stored, state);
    byId.put(key(path), stored);
    return stored;
  }

  private ArmReply missing(String path) {
    String lacking = fields.lackingParent(path);
    return lacking == null
        ? ArmReply.error(404, "ResourceNotFound", "The resource '" + path + "' was not found.")
        : ArmReply.error(404, "ResourceGroupNotFound", lacking + " could not be found.");
  }

  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  /** The last type in an id, in lower case; of a list the type of what it lists. */
  static String typeOf(String path) {
    String[] parts = key(path).substring(1).split("/");
    return parts.length % 2 == 0 ? parts[parts.length - 2] : parts[parts.length - 1];
  }
}
