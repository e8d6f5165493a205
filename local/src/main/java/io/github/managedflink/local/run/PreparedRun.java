package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.feed.Feeding;
import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.local.flink.Application;
import io.github.managedflink.local.flink.RemoteFlink;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.services.StandIns;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been started and checked of a run before Flink starts. */
record PreparedRun(
        DeployedStack stack,
        TemporaryFolder temporary,
        Map<Application, ApplicationNeeds> applications,
        Optional<AccessCheck> access,
        Optional<RemoteFlink> remote,
        StandIns standIns,
        List<Feeding> feedings) {
    /** The logical ids of the applications that are no bundled pipelines. */
    List<String> withOwnCode() {
        return applications.entrySet().stream()
                .filter(each -> !each.getValue().isBundledPipeline())
                .map(each -> each.getKey().logicalId())
                .toList();
    }
}
