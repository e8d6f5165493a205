package io.github.managedflink.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A project that imports the BOM states no versions of its own for what it uses of this library. */
class BomTest {
    private static final List<String> NOT_FOR_USERS = List.of("bom", "sample-apps", "test");

    @Test
    void theBomHasEveryModuleThatUsersDependOn() throws Exception {
        List<String> modules = new ArrayList<>();
        for (String module : Poms.texts("pom.xml", "/project/modules/module")) {
            if (!NOT_FOR_USERS.contains(module)) {
                modules.addAll(Poms.texts(module + "/pom.xml", "/project/artifactId"));
            }
        }

        assertThat(modules).isNotEmpty();
        assertThat(Poms.texts(
                        "bom/pom.xml",
                        "//dependencyManagement//dependency[groupId='io.github.managedflink']/artifactId"))
                .containsExactlyInAnyOrderElementsOf(modules);
    }
}
