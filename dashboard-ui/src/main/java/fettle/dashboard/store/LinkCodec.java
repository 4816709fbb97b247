package fettle.dashboard.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.store.GivenLink.Kept;
import fettle.dashboard.store.GivenLink.Listed;
import fettle.dashboard.store.GivenLink.Revocation;
import fettle.dashboard.store.GivenLink.Unreadable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Links, and that they were taken back, as JSON. */
@ApplicationScoped
class LinkCodec {
  private final ObjectMapper mapper;

  LinkCodec(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * What is listed under an id.
   *
   * @param revocation empty where the link was not taken back
   */
  Listed read(String id, String link, Optional<String> revocation) {
    Optional<GivenLink> given = read(link, GivenLink.class);
    Optional<Revocation> taken = revocation.flatMap(text -> read(text, Revocation.class));
    boolean isRead = given.isPresent() && taken.isPresent() == revocation.isPresent();
    return isRead ? new Kept(given.get(), taken) : new Unreadable(id);
  }

  /** Empty for what another version, or another program, has written. */
  private <T> Optional<T> read(String text, Class<T> type) {
    try {
      return Optional.ofNullable(mapper.readValue(text, type));
    } catch (JsonProcessingException notOfThisForm) {
      return Optional.empty();
    }
  }

  String write(GivenLink link) {
    return writeAny(link);
  }

  String write(Revocation revocation) {
    return writeAny(revocation);
  }

  private String writeAny(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a link is always JSON", e);
    }
  }
}
