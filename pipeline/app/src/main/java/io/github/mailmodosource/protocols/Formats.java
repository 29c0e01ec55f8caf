package io.github.mailmodosource.protocols;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The formats of texts: {@code date-time}, which Segment's editor of plans writes, and the others
 * of draft 7. For addresses the library would want one more library.
 */
final class Formats implements EvaluatorFactory {
  private static final Set<String> OF_ADDRESSES = Set.of("email", "idn-email");
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private final EvaluatorFactory others = new FormatEvaluatorFactory();

  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    if (keyword.equals("format") && value.isString() && OF_ADDRESSES.contains(value.asString())) {
      return Optional.of(
          (evaluation, text) ->
              !text.isString() || ADDRESS.matcher(text.asString()).matches()
                  ? Evaluator.Result.success()
                  : Evaluator.Result.failure("is not an e-mail address"));
    }
    return others.create(context, keyword, value);
  }
}
