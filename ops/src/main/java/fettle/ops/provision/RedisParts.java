package fettle.ops.provision;

import com.azure.resourcemanager.redis.fluent.RedisClient;
import com.azure.resourcemanager.redis.fluent.models.RedisResourceInner;
import com.azure.resourcemanager.redis.models.RedisConfiguration;
import com.azure.resourcemanager.redis.models.RedisCreateParameters;
import com.azure.resourcemanager.redis.models.Sku;
import com.azure.resourcemanager.redis.models.SkuFamily;
import com.azure.resourcemanager.redis.models.SkuName;
import com.azure.resourcemanager.redis.models.TlsVersion;
import fettle.ops.azure.AzureClients;
import fettle.ops.pipeline.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The store. It never evicts: the gateway bounds what it keeps, and a lost key would be a lie. */
final class RedisParts {
  static final String REDIS = "redis";

  private RedisParts() {}

  static Step step(Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    RedisClient caches = clients.azure().redisCaches().manager().serviceClient().getRedis();
    String group = blueprint.names().group();
    String name = blueprint.names().redis();
    Thing<RedisResourceInner, RedisCreateParameters> thing =
        new Thing<>(
            "Redis cache " + name,
            RedisCreateParameters.class,
            () -> caches.getByResourceGroup(group, name),
            (body, found) -> caches.create(group, name, body),
            RedisResourceInner::provisioningState,
            Set.of("location"));
    return new ResourceStep<>(
        REDIS,
        Set.of(SharedParts.GROUP),
        thing,
        outputs -> Optional.of(wanted(blueprint)),
        Map.of(
            "hostName",
            RedisResourceInner::hostname,
            "port",
            found -> String.valueOf(found.sslPort())),
        rules);
  }

  private static RedisCreateParameters wanted(Blueprint blueprint) {
    RedisSettings redis = blueprint.config().redis();
    return new RedisCreateParameters()
        .withLocation(blueprint.azure().region())
        .withTags(blueprint.tags())
        .withSku(
            new Sku()
                .withName(SkuName.fromString(redis.sku()))
                .withFamily(redis.sku().equals("Premium") ? SkuFamily.P : SkuFamily.C)
                .withCapacity(redis.capacity()))
        .withEnableNonSslPort(false)
        .withMinimumTlsVersion(TlsVersion.ONE_TWO)
        .withRedisConfiguration(new RedisConfiguration().withMaxmemoryPolicy("noeviction"));
  }
}
