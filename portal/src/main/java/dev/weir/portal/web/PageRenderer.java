package dev.weir.portal.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Templates to HTML: Thymeleaf, directly, in the language of the request. Each template's texts
 * stand in the bundle of its name; a fragment looks in that of the page around it first, so that
 * the keys of fragments begin with the name of their own template. Output is escaped by context.
 * Thread-safe and without a lock; a page takes a few milliseconds of the calling virtual thread.
 */
public final class PageRenderer {

  private static final String TEMPLATES = "dev/weir/portal/";

  private final TemplateEngine engine = new TemplateEngine();

  /** Templates are read from the class path and kept. */
  public PageRenderer() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(PageRenderer.class.getClassLoader());
    resolver.setPrefix(TEMPLATES);
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
    resolver.setCacheable(true);
    engine.setTemplateResolver(resolver);
  }

  /** A whole template. */
  public String render(String template, Map<String, Object> model) {
    return engine.process(template, new Context(Language.current(), model));
  }

  /** Some named fragments of a template, in its order. */
  public String fragments(String template, Set<String> names, Map<String, Object> model) {
    return engine.process(template, names, new Context(Language.current(), model));
  }
}
