package io.github.managedflink.local.assembly;

import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.template.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * The name of a Region as a user writes it. New Regions come more often than versions of this library, so that one of
 * their form is taken that the SDK does not know: an area, a point of the compass and a number.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html">AWS Regions</a>
 */
final class RegionName {
    private static final Pattern FORM = Pattern.compile(
            "([a-z]{2}(-gov|-iso[a-z]?)?|eusc-[a-z]{2})-(central|(north|south)(east|west)?|east|west)-\\d");

    private RegionName() {}

    /** Why there can be no such Region, if so. */
    static Optional<String> fault(String name) {
        if (FORM.matcher(name).matches()) {
            return Optional.empty();
        }
        List<String> known = Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id)
                .toList();
        return Optional.of(NearestName.question(name, known)
                .map(question -> "There is no Region " + Quoted.of(name) + question)
                .orElse("The Region " + Quoted.of(name) + " does not exist in this form; write it as eu-west-1."));
    }
}
