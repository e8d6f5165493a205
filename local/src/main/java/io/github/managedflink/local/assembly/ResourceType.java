package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.managedflink.local.template.Place;
import io.github.managedflink.local.template.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What local runs know of a type of resource: how CloudFormation names one and what it returns for {@code Ref} and
 * {@code Fn::GetAtt}, and what a resource says of keys and policies. Patterns hold {@code {partition}},
 * {@code {region}}, {@code {account}}, {@code {suffix}}, {@code {name}} and, for any other word, the resource's
 * property of that name. {@link ServiceDescription}s define them.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">ARN formats</a>
 */
public final class ResourceType {
    /** What most services accept in names. */
    public static final String LETTERS_DIGITS_DOTS = "letters, digits, '_', '.' and '-'";

    private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");
    private static final int MAX_NAME_LENGTH = 255;
    private static final String NAME = "{name}";

    /** They match some of the rules, and would name another folder. */
    private static final Set<String> FOLDERS = Set.of(".", "..");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<String> keyPath = new ArrayList<>();
    private String nameProperty = "";
    private int maxNameLength = MAX_NAME_LENGTH;
    private boolean lowerCase;
    private boolean namedInParent;
    private String ref = NAME;
    private Optional<NameRule> nameRule = Optional.empty();
    private Optional<PolicyProperty> policy = Optional.empty();

    private ResourceType(String name) {
        this.name = name;
    }

    /**
     * Begins the description of a type. Its {@code Ref} is its generated name until it is said otherwise.
     *
     * @param name for example {@code AWS::Kinesis::Stream}
     */
    public static ResourceType of(String name) {
        return new ResourceType(name);
    }

    /**
     * Sets the property with the physical name.
     *
     * @param maxLength the service's limit, for generated names
     */
    public ResourceType named(String property, int maxLength) {
        nameProperty = property;
        maxNameLength = maxLength;
        return this;
    }

    /** The same, for a resource of which each parent can have one of a name. */
    public ResourceType namedInParent(String property, int maxLength) {
        namedInParent = true;
        return named(property, maxLength);
    }

    /** Sets the limit of generated names of resources whose template gives none. */
    public ResourceType generatedName(int maxLength) {
        maxNameLength = maxLength;
        return this;
    }

    /** Says that the service takes lower-case names only. */
    public ResourceType lowerCase() {
        lowerCase = true;
        return this;
    }

    /**
     * Sets which names the service accepts.
     *
     * @param words the same in words, after "it has"
     */
    public ResourceType accepts(String pattern, String words) {
        nameRule = Optional.of(new NameRule(Pattern.compile(pattern), words));
        return this;
    }

    /** Sets the pattern of {@code Ref}. */
    public ResourceType ref(String pattern) {
        ref = pattern;
        return this;
    }

    /** Sets the pattern of an attribute. */
    public ResourceType attribute(String attribute, String pattern) {
        attributes.put(attribute, pattern);
        return this;
    }

    /**
     * Sets where the customer-managed key stands that users of the resource need permission for; a number is an element
     * of a list.
     */
    public ResourceType encryptedWith(String... path) {
        keyPath.addAll(List.of(path));
        return this;
    }

    /**
     * Says that the resource holds a policy.
     *
     * @param property where it stands
     * @param owners the ARNs of the resources that the policy is of
     */
    public ResourceType policy(String property, Function<Resource, List<String>> owners) {
        policy = Optional.of(new PolicyProperty(property, owners));
        return this;
    }

    /** The name of the type. */
    public String name() {
        return name;
    }

    String nameProperty() {
        return nameProperty;
    }

    String generatedName(String stackName, String logicalId) {
        return PhysicalNames.generate(stackName, logicalId, maxNameLength, lowerCase);
    }

    /** Refuses a name that the service would refuse. */
    void checkName(String given, Place place) {
        nameRule.filter(rule ->
                        FOLDERS.contains(given) || !rule.pattern.matcher(given).matches())
                .ifPresent(rule -> {
                    throw place.fault(
                            Quoted.of(given) + " is not a name that the service accepts; it has " + rule.words + ".");
                });
    }

    String ref() {
        return ref;
    }

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** Returns the pattern of the ARN, if local runs know it. */
    Optional<String> arn() {
        return Stream.concat(Stream.of(ref), attributes.values().stream())
                .filter(pattern -> pattern.startsWith("arn:") && pattern.contains(NAME))
                .findFirst();
    }

    /** Returns the pattern of what an account and Region can have once: the ARN, or the type and the name. */
    Optional<String> identity() {
        return namedInParent ? Optional.empty() : arn().or(() -> Optional.of(name + " " + NAME));
    }

    /** Returns the customer-managed key of a resource of this type as its template names it, or a missing node. */
    JsonNode keyOf(Resource resource) {
        if (keyPath.isEmpty()) {
            return MissingNode.getInstance();
        }
        JsonNode node = resource.property(keyPath.get(0));
        for (String step : keyPath.subList(1, keyPath.size())) {
            node = Character.isDigit(step.charAt(0)) ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    Optional<PolicyProperty> policy() {
        return policy;
    }

    /** Fills a pattern in. */
    static String fill(String pattern, UnaryOperator<String> words) {
        Matcher matcher = WORD.matcher(pattern);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(words.apply(match.group(1))));
    }

    private record NameRule(Pattern pattern, String words) {}

    /** Where a resource has a policy, and of which resources it is. */
    record PolicyProperty(String property, Function<Resource, List<String>> owners) {}
}
