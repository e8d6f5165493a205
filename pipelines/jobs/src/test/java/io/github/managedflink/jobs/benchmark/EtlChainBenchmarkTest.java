package io.github.managedflink.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

class EtlChainBenchmarkTest {
    @Test
    void theChainsDoTheSame() throws Exception {
        EtlChainBenchmark benchmark = new EtlChainBenchmark();
        benchmark.prepare();
        ObjectMapper mapper = new ObjectMapper();

        JsonNode own = mapper.readTree(benchmark.etlChain());
        EtlChainBenchmark other = new EtlChainBenchmark();
        other.prepare();
        JsonNode tree = mapper.readTree(other.jacksonTreeAndCelJava());

        assertThat(own).isEqualTo(tree);
        assertThat(own.has("gross")).isTrue();
    }

    /** No test but a way to run the benchmark on the class path of the tests; no figure is asserted. */
    @Test
    @EnabledIfSystemProperty(named = "benchmark", matches = "true")
    void measure() throws Exception {
        assertThat(new Runner(new OptionsBuilder()
                                .include(EtlChainBenchmark.class.getName())
                                .build())
                        .run())
                .isNotEmpty();
    }
}
