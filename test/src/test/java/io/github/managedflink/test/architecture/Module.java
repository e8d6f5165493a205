package io.github.managedflink.test.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/** The modules that have classes. */
enum Module {
    MODEL("pipelines/model"),
    JOBS("pipelines/jobs"),
    LIBRARY("constructs/library"),
    LOCAL("local"),
    SAMPLES("sample-apps");

    private final String folder;

    Module(String folder) {
        this.folder = folder;
    }

    /** Its classes, without its tests. */
    JavaClasses load() {
        return new ClassFileImporter().importPath(classes());
    }

    /** The folder of its classes. */
    Path classes() {
        Path classes = Path.of(System.getProperty("basedir", "."), "..", folder, "target", "classes")
                .normalize();
        Assertions.assertThat(Files.isDirectory(classes))
                .as("%s is compiled into %s", folder, classes)
                .isTrue();
        return classes;
    }
}
