/**
 * What does the user want for this query? {@code Rules}, in their order, which a {@code RuleBook} reads anew when their file
 * changes; a {@code Hint} in a comment of the text; and the {@code Treatment} that both come to, which {@code Treatments}
 * remembers for the texts of one template.
 */
@NullMarked
package io.larder.jdbc.rules;

import org.jspecify.annotations.NullMarked;
