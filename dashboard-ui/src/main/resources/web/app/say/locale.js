/** The page's language, as the server chose it. */
export const LANGUAGE = document.documentElement.lang;

/**
 * How numbers and times are written: as the person's own country has it where that speaks the page's
 * language, so that a British browser does not get American dates.
 */
export const LOCALE = navigator.languages.find((locale) => new Intl.Locale(locale).language === LANGUAGE) ?? LANGUAGE;
