package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process may have any number of runs, one after the other: none of them leaves something behind that grows. */
class RepeatedRunsTest {
    /** Far less than what the smallest class loader of a run has; what is generated for calls by reflection varies. */
    private static final int CLASSES = 700;

    private static final int THREADS = 5;
    private static final int DESCRIPTORS = 5;

    @TempDir
    Path folder;

    @Test
    void aRunLeavesNothingBehindInItsProcess() throws IOException {
        // given
        Path assembly = CopyAssembly.write(folder.resolve("cdk.out"));
        run(assembly, 1);
        run(assembly, 2);
        Figures before = Figures.take();

        // when
        run(assembly, 3);
        run(assembly, 4);

        // then
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> Figures.take().assertNoMoreThan(before));
    }

    @Test
    void noThreadKeepsWhatAMainMethodLeftInIt() throws IOException {
        run(CopyAssembly.write(folder.resolve("cdk.out")), 1);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(StreamCopyJob.MAIN_THREAD);
    }

    private void run(Path assembly, int number) throws IOException {
        LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Orders", Files.write(folder.resolve("orders" + number), List.of("one", "two")))
                .untilDrained()
                .run();
    }

    private record Figures(int classes, int threads, long descriptors) {
        static Figures take() {
            System.gc();
            return new Figures(
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                            .getOpenFileDescriptorCount());
        }

        void assertNoMoreThan(Figures before) {
            if (classes > before.classes + CLASSES
                    || threads > before.threads + THREADS
                    || descriptors > before.descriptors + DESCRIPTORS) {
                throw new AssertionError("After two runs there are " + before + ", after four " + this);
            }
        }
    }
}
