package io.github.mailmodosource.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/**
 * The page of every report: {@code report.json} and all that draws it in one file, which opens from
 * disk, from a bucket or as a CI artifact, years later as well as today. The page may run the
 * scripts that are put together here and no others: it names their hashes.
 */
final class ReportPage {
  /** In this order: each may use those before it. */
  private static final List<String> SCRIPTS =
      List.of("base.js", "parts.js", "days.js", "run.js", "reconcile.js", "main.js");

  private ReportPage() {}

  /** The page for that data, which is JSON. */
  static String of(String json) {
    List<String> ours = new ArrayList<>(List.of("'use strict';"));
    SCRIPTS.forEach(script -> ours.add(text("page/" + script)));
    String script = "\n" + String.join("\n", ours);
    String charts = "\n" + charts();
    // The data last, and in one go: what stands in it is no placeholder.
    String frame =
        text("page/page.html")
            .replace("/*STYLE*/", text("page/page.css"))
            .replace("HASH_OF_CHARTS", hash(charts))
            .replace("HASH_OF_SCRIPT", hash(script))
            .replace("/*CHARTS*/", charts)
            .replace("/*SCRIPT*/", script);
    return frame.replace("\"REPORT_JSON\"", json.replace("<", "\\u003c"));
  }

  /** D3, as its authors packed it. */
  private static String charts() {
    Properties versions = new Properties();
    try (InputStream in = open("version.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("version.properties cannot be read", e);
    }
    return text("/META-INF/resources/webjars/d3/" + versions.getProperty("d3") + "/dist/d3.min.js");
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String text(String resource) {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " cannot be read", e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = ReportPage.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is not in the jar");
    }
    return in;
  }
}
