package io.github.mailmodosource;

/** Command name to job. */
public final class MailmodoSource {
  private MailmodoSource() {}

  public static void main(String[] args) {
    System.out.println("x");
  }
}
