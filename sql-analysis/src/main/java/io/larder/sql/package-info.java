/**
 * What does this SQL read and write? Pure text analysis: no JDBC, no I/O, no caches.
 *
 * <p>The door is {@code StatementPlanner}, which makes a {@code StatementPlan} of a text. The way of a text, in order:
 *
 * <ul>
 *   <li>Into pieces: {@code Lexer} ({@code LexicalRules} of a {@code Dialect}, {@code OperatorEnd}) gives {@code Token}s;
 *       {@code StatementText} says whether they are exactly one statement.
 *   <li>Statements whose meaning is in their first words: {@code SmallStatement}, with {@code TransactionStatement} and
 *       {@code SettingStatement}; they read by a {@code TokenCursor}.
 *   <li>All others without their literals, as a {@code Template}, whose plan serves every text that has the same one:
 *       {@code StructureAnalysis}, with {@code CopyStatement}, {@code WholeTableStatement} and {@code DataStatement}.
 *   <li>Queries, and what is a query in a write: {@code QueryScanner} goes through {@code Groups} of parentheses
 *       ({@code ClauseStep}: clauses, {@code CommonTableReader} and {@code CommonTables}: WITH, {@code MergeClauses}: MERGE);
 *       {@code NameScanner} finds what is called ({@code FunctionCatalog}, {@code Words}), {@code DateCasts} what depends on
 *       the day. {@code Findings} collects it all, doubts included.
 *   <li>{@code SecondOpinion}: does JSqlParser see the same tables and functions?
 *   <li>What only the text itself shows: {@code Normalizer} makes the question, {@code RelativeDates} looks at literals.
 * </ul>
 *
 * <p>What is found: {@code TableName}, {@code TableChange}, {@code Change}, {@code UsedNames}, {@code BypassReason}.
 */
@NullMarked
package io.larder.sql;

import org.jspecify.annotations.NullMarked;
