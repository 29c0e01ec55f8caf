package io.github.mailmodosource.sandbox;

/** A right event, as the documentation writes it. */
final class Examples {
  static final String LINK_CLICKED =
      """
      {"type":"track","event":"Link Clicked","userId":"97980cfea0067","messageId":"mailmodo-5f0c",
       "timestamp":"2026-11-20T03:04:05.678Z",
       "properties":{"campaign_id":"C-1","link_id":"L-1","link_url":"https://example.com/"},
       "context":{"traits":{"email":"reader@example.com"},
                  "integration":{"name":"mailmodo","version":"1.0.0"},
                  "library":{"name":"mailmodo-source","version":"0.1.0"}},
       "integrations":{"Mailmodo":false}}
      """;

  private Examples() {}
}
