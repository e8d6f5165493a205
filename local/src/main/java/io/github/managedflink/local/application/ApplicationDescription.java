package io.github.managedflink.local.application;

import io.github.managedflink.local.assembly.ResourceType;
import io.github.managedflink.local.assembly.ServiceDescription;
import java.util.List;

/** Amazon Managed Service for Apache Flink: applications. */
public final class ApplicationDescription implements ServiceDescription {
    @Override
    public String name() {
        return "kinesisanalytics";
    }

    @Override
    public boolean hasStandIn() {
        return false;
    }

    @Override
    public List<ResourceType> resourceTypes() {
        return List.of(ResourceType.of(ApplicationSettings.TYPE)
                .named("ApplicationName", 128)
                .accepts("[A-Za-z0-9_.-]{1,128}", "1 to 128 " + ResourceType.LETTERS_DIGITS_DOTS));
    }
}
