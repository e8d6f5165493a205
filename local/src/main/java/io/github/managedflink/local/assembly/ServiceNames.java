package io.github.managedflink.local.assembly;

import io.github.managedflink.local.template.Place;
import io.github.managedflink.local.template.Quoted;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that services accept, for what a run creates and names files by. */
final class ServiceNames {
    private static final String LETTERS_DIGITS_DOTS = "letters, digits, '_', '.' and '-'";

    private static final Map<String, Rule> RULES = Map.ofEntries(
            rule("AWS::Kinesis::Stream", "[A-Za-z0-9_.-]{1,128}", "1 to 128 " + LETTERS_DIGITS_DOTS),
            rule("AWS::Kinesis::StreamConsumer", "[A-Za-z0-9_.-]{1,128}", "1 to 128 " + LETTERS_DIGITS_DOTS),
            rule(
                    "AWS::S3::Bucket",
                    "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                    "3 to 63 lower-case letters, digits, '.' and '-', with a letter or digit at each end"),
            rule("AWS::DynamoDB::Table", "[A-Za-z0-9_.-]{3,255}", "3 to 255 " + LETTERS_DIGITS_DOTS),
            rule("AWS::DynamoDB::GlobalTable", "[A-Za-z0-9_.-]{3,255}", "3 to 255 " + LETTERS_DIGITS_DOTS),
            rule("AWS::KinesisFirehose::DeliveryStream", "[A-Za-z0-9_.-]{1,64}", "1 to 64 " + LETTERS_DIGITS_DOTS),
            rule("AWS::KinesisAnalyticsV2::Application", "[A-Za-z0-9_.-]{1,128}", "1 to 128 " + LETTERS_DIGITS_DOTS),
            rule(
                    "AWS::SNS::Topic",
                    "[A-Za-z0-9_-]{1,251}(\\.fifo)?|[A-Za-z0-9_-]{1,256}",
                    "1 to 256 letters, digits, '_' and '-', and '.fifo' at the end of a FIFO topic's"),
            rule("AWS::Events::EventBus", "[A-Za-z0-9_./-]{1,256}", "1 to 256 " + LETTERS_DIGITS_DOTS + ", and '/'"),
            rule(
                    "AWS::OpenSearchService::Domain",
                    "[a-z][a-z0-9-]{2,27}",
                    "3 to 28 lower-case letters, digits and '-'"),
            rule(
                    "AWS::OpenSearchServerless::Collection",
                    "[a-z][a-z0-9-]{2,31}",
                    "3 to 32 lower-case letters, digits and '-'"),
            rule("AWS::MSK::Cluster", "[A-Za-z0-9-]{1,64}", "1 to 64 letters, digits and '-'"),
            rule("AWS::MSK::ServerlessCluster", "[A-Za-z0-9-]{1,64}", "1 to 64 letters, digits and '-'"),
            rule("AWS::MSK::Topic", "[A-Za-z0-9._-]{1,249}", "1 to 249 " + LETTERS_DIGITS_DOTS));

    /** They match some of the rules, and would name another folder. */
    private static final Set<String> FOLDERS = Set.of(".", "..");

    private ServiceNames() {}

    /**
     * Refuses a name that the service would refuse.
     *
     * @param type a resource type; those that a run does not create have no rule
     */
    static void check(String type, String name, Place place) {
        Rule rule = RULES.get(type);
        if (rule != null
                && (FOLDERS.contains(name) || !rule.pattern().matcher(name).matches())) {
            throw place.fault(
                    Quoted.of(name) + " is not a name that the service accepts; it has " + rule.words() + ".");
        }
    }

    private static Map.Entry<String, Rule> rule(String type, String pattern, String words) {
        return Map.entry(type, new Rule(Pattern.compile(pattern), words));
    }

    private record Rule(Pattern pattern, String words) {}
}
