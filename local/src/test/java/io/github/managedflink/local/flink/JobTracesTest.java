package io.github.managedflink.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.util.FlinkUserCodeClassLoaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTracesTest {
    /** A client's thread that would set it has died. */
    private final CountDownLatch never = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @AfterEach
    void endThreads() {
        never.countDown();
    }

    private URLClassLoader jobLoader() throws IOException {
        Path jar = folder.resolve("job.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return FlinkUserCodeClassLoaders.childFirst(
                new URL[] {jar.toUri().toURL()}, getClass().getClassLoader(), new String[0], error -> {}, false);
    }

    /** Starts a thread of a job, and tells whether its wait was interrupted. */
    private CompletableFuture<Boolean> waitIn(URLClassLoader loader) throws InterruptedException {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch running = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                running.countDown();
                never.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        thread.setContextClassLoader(loader);
        thread.start();
        running.await();
        return interrupted;
    }

    private CompletableFuture<Boolean> waitAfterTheJarIsClosed() throws Exception {
        try (URLClassLoader loader = jobLoader()) {
            return waitIn(loader);
        }
    }

    @Test
    void interruptsTheThreadsOfJobsWhoseJarIsClosed() throws Exception {
        CompletableFuture<Boolean> outliving = waitAfterTheJarIsClosed();

        JobTraces.interruptOutlivingThreads(JobTracesTest.class);

        assertThat(outliving.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void interruptsNoThreadThatRunsSomethingElse() throws Exception {
        CompletableFuture<Boolean> outliving = waitAfterTheJarIsClosed();

        JobTraces.interruptOutlivingThreads(String.class);
        never.countDown();

        assertThat(outliving.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void interruptsNoThreadOfAJobThatGoesOn() throws Exception {
        try (URLClassLoader loader = jobLoader()) {
            CompletableFuture<Boolean> running = waitIn(loader);

            JobTraces.interruptOutlivingThreads(JobTracesTest.class);
            never.countDown();

            assertThat(running.get(10, TimeUnit.SECONDS)).isFalse();
        }
    }
}
