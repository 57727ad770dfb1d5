package dev.freehold.api.permission;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A part of a text in YAML, that knows where it stands. Plain values mean what they mean in JSON
 * (YAML 1.2, JSON schema): {@code no} and {@code 08:30} are texts. No object is made of any tag.
 *
 * @param path like {@code roles/Editor/public.posts}; empty for the whole
 */
record YamlValue(Node node, String path) {
  private static final int LONGEST = 1_000_000;
  private static final int DEEPEST = 40;

  /**
   * Reads a text.
   *
   * @throws FreeholdException VALIDATION with the line in its details
   */
  static YamlValue parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(0);
    try {
      Node node =
          new Composer(new ParserImpl(new StreamReader(text), options), new JsonResolver(), options)
              .getSingleNode();
      if (node == null) {
        throw FreeholdException.of(ErrorCode.VALIDATION, "yaml", "is empty");
      }
      return new YamlValue(node, "");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw fault("yaml", "line " + line + ": is not YAML: " + e.getProblem(), e);
    } catch (YAMLException e) {
      throw fault("yaml", "is not YAML that is accepted here: " + e.getMessage(), e);
    }
  }

  /** Counted from 1. */
  int line() {
    return node.getStartMark().getLine() + 1;
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The entries of a mapping, in their order. */
  Map<String, YamlValue> entries() {
    if (!(node instanceof MappingNode mapping) || !node.getTag().equals(Tag.MAP)) {
      throw fault("must be a mapping of names");
    }
    Map<String, YamlValue> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlValue key = new YamlValue(tuple.getKeyNode(), path);
      String name = key.text();
      String below = path.isEmpty() ? name : path + '/' + name;
      if (entries.put(name, new YamlValue(tuple.getValueNode(), below)) != null) {
        throw new YamlValue(tuple.getKeyNode(), below).fault("is there twice");
      }
    }
    return entries;
  }

  List<YamlValue> items() {
    if (!(node instanceof SequenceNode sequence) || !node.getTag().equals(Tag.SEQ)) {
      throw fault("must be a list");
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlValue(item, path + '/' + items.size()));
    }
    return items;
  }

  /** A scalar as it is written; a name may look like a number. */
  String text() {
    if (!(node instanceof ScalarNode scalar) || isNull() || !plain()) {
      throw fault("must be a text");
    }
    return scalar.getValue();
  }

  int number() {
    if (json() instanceof BigInteger number && number.bitLength() < 32) {
      return number.intValueExact();
    }
    throw fault("must be a whole number");
  }

  boolean flag() {
    if (json() instanceof Boolean flag) {
      return flag;
    }
    throw fault("must be true or false");
  }

  /** A JSON value: maps, lists, texts, numbers without loss, booleans and null. */
  Object json() {
    return switch (node) {
      case MappingNode _ -> {
        Map<String, Object> map = new LinkedHashMap<>();
        entries().forEach((name, value) -> map.put(name, value.json()));
        yield map;
      }
      case SequenceNode _ -> {
        List<Object> list = new ArrayList<>();
        items().forEach(item -> list.add(item.json()));
        yield list;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw fault("must be a JSON value");
    };
  }

  private Object scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return text;
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
      return text.equals("true");
    }
    if (tag.equals(Tag.INT) && JsonResolver.WHOLE.matcher(text).matches()) {
      return new BigInteger(text);
    }
    if (tag.equals(Tag.FLOAT) && JsonResolver.DECIMAL.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    throw fault("has a tag or form that is no JSON value");
  }

  private boolean plain() {
    Tag tag = node.getTag();
    return tag.equals(Tag.STR)
        || tag.equals(Tag.INT)
        || tag.equals(Tag.FLOAT)
        || tag.equals(Tag.BOOL);
  }

  /** What is wrong with this part, and where it stands. */
  Fault located(String why) {
    return new Fault(path, "line " + line() + ": " + why);
  }

  /** That this part is refused, and where it stands. */
  FreeholdException fault(String why) {
    return fault(path.isEmpty() ? "yaml" : path, "line " + line() + ": " + why, null);
  }

  private static FreeholdException fault(String path, String why, Throwable cause) {
    return new FreeholdException(
        ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), Map.of(path, why), cause);
  }

  /** Only what JSON knows is more than a text. */
  private static final class JsonResolver extends Resolver {
    static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,999})");
    static final Pattern DECIMAL =
        Pattern.compile("-?(?:0|[1-9][0-9]{0,999})\\.[0-9]{1,999}(?:[eE][-+]?[0-9]{1,3})?");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.INT, WHOLE, "-0123456789");
      addImplicitResolver(Tag.FLOAT, DECIMAL, "-0123456789");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|"), "~n\0");
    }
  }
}
