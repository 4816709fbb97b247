package fettle.dashboard.page;

import fettle.dashboard.language.Language;
import fettle.dashboard.language.Words;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestHeader;

/**
 * How the person at a browser wants pages: as they chose, which cookies keep, and else as the
 * browser says.
 *
 * @param theme {@code light}, {@code dark} or "" = as the system has it
 * @param chosenLanguage tag, or anything that the cookie says
 * @param acceptLanguage the browser's header
 */
public record Preferences(
    @RestCookie String theme,
    @RestCookie("language") String chosenLanguage,
    @RestHeader("Accept-Language") String acceptLanguage) {

  public Preferences {
    theme = Theme.known(theme);
  }

  public Language language() {
    return Language.of(chosenLanguage, acceptLanguage);
  }

  /** The languages that can be chosen instead. */
  public List<Language> otherLanguages() {
    return Arrays.stream(Language.values()).filter(other -> other != language()).toList();
  }

  /** What scripts say in the person's language. */
  public Words words() {
    return Words.in(language());
  }

  /** A page's texts in the person's language. */
  public <T> T texts(Class<T> bundle) {
    return language() == Language.ENGLISH
        ? MessageBundles.get(bundle)
        : MessageBundles.get(bundle, Localized.Literal.of(language().tag()));
  }

  /** The page in the person's language. */
  public TemplateInstance say(TemplateInstance page) {
    return page.setLocale(language().locale());
  }
}
