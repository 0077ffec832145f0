package io.larder.jdbc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class MonitoringPageTest {
    @Test
    void thePageSaysWhatTheCodeDoes() throws Exception {
        if (Boolean.getBoolean("regenerate")) {
            MonitoringPage.write();
        }

        assertThat(Files.readString(MonitoringPage.file()))
                .as("docs/monitoring/README.md is stale: run this test with -Dregenerate=true")
                .isEqualTo(MonitoringPage.content());
    }

    @Test
    void noTwoMetricsHaveOneName() {
        assertThat(MetricTable.ALL).extracting(Metric::name).doesNotHaveDuplicates();
        assertThat(MetricTable.ALL).extracting(Metric::attribute).doesNotHaveDuplicates();
        assertThat(MetricTable.OF_TABLES).extracting(Metric::name).doesNotHaveDuplicates();
        assertThat(MetricTable.OF_TEXTS).extracting(Metric::name).doesNotHaveDuplicates();
    }
}
