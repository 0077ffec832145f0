package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a trace says of a query. */
final class TracesTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Tracer tracer = provider.get("test");
    private final String url = TestDatabase.withLarder(TestDatabase.H2.create());
    private final Client alice;

    TracesTest() throws SQLException {
        alice = Client.connect(url);
        alice.run("create table fruit (id int primary key, name varchar(20))");
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
        provider.close();
    }

    @Test
    void theCurrentSpanSaysWhatBecameOfTheQuery() throws SQLException {
        assertThat(toldOf(alice, "select name from fruit")).isEqualTo(Map.of("larder.result", "miss"));
        assertThat(toldOf(alice, "select name from fruit")).isEqualTo(Map.of("larder.result", "hit"));
        assertThat(toldOf(alice, "select 1")).isEqualTo(Map.of("larder.result", "bypass", "larder.bypass_reason", "NO_TABLE"));
    }

    @Test
    void aHitThatIsCheckedIsAMiss() throws SQLException {
        alice.warm("select name from fruit");
        try (Client bob = Client.connect(TestDatabase.H2.with(url, "larder.verify", "100%"))) {
            assertThat(toldOf(bob, "select name from fruit")).isEqualTo(Map.of("larder.result", "miss"));
        }
    }

    @Test
    void ofWhatWouldHaveBeenAHitNothingIsSaid() throws SQLException {
        try (Client bob = Client.connect(TestDatabase.H2.with(url, "larder.mode", "observe"))) {
            assertThat(toldOf(bob, "select name from fruit")).isEqualTo(Map.of("larder.result", "miss"));
            assertThat(toldOf(bob, "select name from fruit")).isEmpty();
            assertThat(toldOf(bob, "select 1"))
                    .isEqualTo(Map.of("larder.result", "bypass", "larder.bypass_reason", "NO_TABLE"));
        }
    }

    @Test
    void whereThereIsNoSpanNothingIsSaid() throws SQLException {
        assertThat(alice.ask("select name from fruit")).isEmpty();

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    private Map<String, String> toldOf(Client client, String sql) throws SQLException {
        spans.reset();
        Span span = tracer.spanBuilder("query").startSpan();
        try (Scope current = span.makeCurrent()) {
            assertThat(current).isNotNull();
            client.ask(sql);
        } finally {
            span.end();
        }
        Map<String, String> told = new HashMap<>();
        for (SpanData finished : spans.getFinishedSpanItems()) {
            finished.getAttributes()
                    .forEach((AttributeKey<?> key, Object value) -> told.put(key.getKey(), value.toString()));
        }
        return told;
    }
}
