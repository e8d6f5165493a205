package io.github.managedflink.local.service;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.http.Arn;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources of a service that applications name by their ARNs. One is created when an application names it, so that
 * what only people or alarms use does not start a stand-in; an application whose settings are not understood may use
 * any that the stacks have.
 */
public abstract class ArnResources implements ServiceResources {
    private final String service;
    private final Map<String, StackResource> inStacks = new LinkedHashMap<>();
    private final Set<String> created = new LinkedHashSet<>();

    /** @param service as ARNs name it */
    public ArnResources(String service) {
        this.service = service;
    }

    /** The ARN of a resource of a stack, if it is one of these. */
    protected abstract Optional<String> arnOf(Resource resource);

    /** The ARN of what an application means by one, if it is one of these: it may name a part of it. */
    protected abstract Optional<String> arnIn(Arn arn);

    /**
     * Creates one in the stand-in, which starts with the first.
     *
     * @param resource what the template says, if a stack has it
     */
    protected abstract void create(String arn, Optional<Resource> resource, ApplicationNeeds needs) throws IOException;

    @Override
    public void create(Resource resource, String folder) {
        arnOf(resource).ifPresent(arn -> inStacks.put(arn, new StackResource(resource, folder)));
    }

    @Override
    public final void createMissing(Collection<ApplicationNeeds> applications) throws IOException {
        for (ApplicationNeeds needs : applications) {
            createMissing(needs);
        }
    }

    private void createMissing(ApplicationNeeds needs) throws IOException {
        Stream<String> named = needs.arns(service).stream().flatMap(arn -> arnIn(Arn.parse(arn)).stream());
        Stream<String> usable = needs.isBundledPipeline() ? Stream.empty() : inStacks.keySet().stream();
        for (String arn : Stream.concat(named, usable).collect(Collectors.toCollection(LinkedHashSet::new))) {
            if (created.add(arn)) {
                OutputNames.check(arn, folderOf(arn));
                create(arn, Optional.ofNullable(inStacks.get(arn)).map(StackResource::resource), needs);
            }
        }
    }

    /** The ARNs of what was created. */
    protected Set<String> created() {
        return created;
    }

    /** What the folder with its outputs is called. */
    protected String folderOf(String arn) {
        StackResource inStack = inStacks.get(arn);
        return inStack == null ? Arn.parse(arn).name() : inStack.folder();
    }
}
