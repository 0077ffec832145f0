package io.larder.jdbc.tracing;

import io.larder.sql.BypassReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** The only class that knows OpenTelemetry; not to be loaded where that is absent. */
final class OpenTelemetrySpan {
    private static final AttributeKey<String> RESULT = AttributeKey.stringKey("larder.result");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("larder.bypass_reason");

    private OpenTelemetrySpan() {}

    /** @throws LinkageError if something of what is needed is not there */
    static void lookAt() {
        Span.current().isRecording();
    }

    static void set(String result, @Nullable BypassReason reason) {
        Span span = Span.current();
        if (span.isRecording()) {
            span.setAttribute(RESULT, result);
            if (reason != null) {
                span.setAttribute(REASON, reason.name());
            }
        }
    }
}
