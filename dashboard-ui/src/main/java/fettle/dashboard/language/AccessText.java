package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said to those who are refused. */
@MessageBundle("access")
public interface AccessText {
  @Message("Sign in")
  String signIn();

  @Message("Signed out")
  String signedOut();

  @Message("Nobody is signed in to Fettle in this browser.")
  String signedOutDetail();

  @Message("Nobody is signed in")
  String nobody();

  @Message("This needs somebody who is signed in: a session of the pages, or a bearer token.")
  String nobodyDetail();

  @Message("Not allowed")
  String notAllowed();

  @Message("Looking at Fettle needs the role {role}, which the provider does not give to {name}.")
  String lookingNeeds(String role, String name);

  @Message("This needs the role {role}, which the provider does not give to {name}.")
  String thisNeeds(String role, String name);

  @Message("Nothing is here")
  String nothingHere();

  @Message("Nothing that {name} may ask for is at {path}.")
  String nothingHereDetail(String name, String path);

  @Message("The provider of identities does not answer")
  String providerAway();

  @Message("Nobody can sign in to Fettle until it does; try again in a moment.")
  String providerAwayDetail();
}
