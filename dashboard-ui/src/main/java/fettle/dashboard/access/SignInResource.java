package fettle.dashboard.access;

import fettle.dashboard.language.AccessText;
import fettle.dashboard.page.Preferences;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Where people come from and go to when they sign in and out. The mechanism answers the first two
 * itself as long as there is something to do: a code to take, a session to end.
 */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SignInResource {
  private static final URI HOME = URI.create("/");

  @GET
  @Path(Rules.SIGN_IN)
  @Operation(hidden = true)
  public RestResponse<Void> signIn() {
    return RestResponse.seeOther(HOME);
  }

  @GET
  @Path(Rules.SIGN_OUT)
  @Operation(hidden = true)
  public RestResponse<Void> signOut() {
    return RestResponse.seeOther(URI.create(Rules.SIGNED_OUT));
  }

  @GET
  @Path(Rules.SIGNED_OUT)
  @Operation(hidden = true)
  public TemplateInstance signedOut(@BeanParam Preferences preferences) {
    AccessText text = preferences.texts(AccessText.class);
    return preferences.say(
        Refusals.Templates.refused(preferences, text.signedOut(), text.signedOutDetail(), false));
  }
}
