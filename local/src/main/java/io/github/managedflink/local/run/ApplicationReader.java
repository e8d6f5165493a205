package io.github.managedflink.local.run;

import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.application.ServiceRefusals;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.flink.Application;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the applications that are to be run, and gathers what is wrong with them. */
final class ApplicationReader {
    private final CodeFinder code;

    ApplicationReader(CodeFinder code) {
        this.code = code;
    }

    /**
     * Reads applications.
     *
     * @param faults receives why the service would refuse an application or why it cannot run here; an application with
     *     such a fault is left out of the result
     */
    List<Application> read(List<Resource> resources, List<String> faults) {
        faults.addAll(code.unknownNames(resources));
        List<Application> applications = new ArrayList<>();
        for (Resource resource : resources) {
            List<String> own = faults(resource);
            Optional<Path> jar = code.find(resource, own);
            if (own.isEmpty()) {
                applications.add(application(resource, jar.orElseThrow()));
            }
            faults.addAll(own);
        }
        return applications;
    }

    private static Application application(Resource resource, Path jar) {
        ApplicationSettings settings = ApplicationSettings.of(resource);
        return new Application(
                resource.logicalId(),
                resource.displayName(),
                resource.physicalName(),
                jar,
                settings.propertyGroups(),
                settings.parallelism(),
                settings.checkpoints());
    }

    private static List<String> faults(Resource resource) {
        List<String> faults = new ArrayList<>();
        String runtime = resource.knownProperties().path("RuntimeEnvironment").asText();
        if (ApplicationSettings.isFlinkRuntime(runtime)) {
            List<String> refusals = ServiceRefusals.of(resource);
            if (!refusals.isEmpty()) {
                faults.add("The service refuses " + resource + ":\n  - " + String.join("\n  - ", refusals));
            }
        }
        faults.addAll(ApplicationSettings.faults(resource));
        return faults;
    }
}
