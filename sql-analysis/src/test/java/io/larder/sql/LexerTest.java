package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where tokens begin and end, and what no reading of a text is certain of. */
class LexerTest {
    /** Lines of {@code text ⇒ tokens}. */
    private static List<String> lines(Dialect dialect) {
        String lines = switch (dialect) {
            case POSTGRESQL -> """
                    a--b ⇒ a COMMENT
                    a-b ⇒ a O:- b
                    a--b\\rc ⇒ a COMMENT _ c
                    a -- b\\nc ⇒ a _ COMMENT _ c
                    a-- ⇒ a COMMENT
                    a- ⇒ a O:-
                    /* ⇒ UNKNOWN: an unterminated comment
                    /**/ ⇒ COMMENT
                    /** ⇒ UNKNOWN: an unterminated comment
                    /*a* ⇒ UNKNOWN: an unterminated comment
                    /*a*/ ⇒ COMMENT
                    /*/ ⇒ UNKNOWN: an unterminated comment
                    /*/*/ ⇒ UNKNOWN: a comment that a driver ends sooner than its server
                    /*a/*b*/c*/d ⇒ COMMENT d
                    /*a/*b*/c ⇒ UNKNOWN: an unterminated comment
                    /*+x*/a ⇒ HINT a
                    /*+ ⇒ UNKNOWN: an unterminated comment
                    /*!a*/ ⇒ COMMENT
                    /a ⇒ O:/ a
                    $$ ⇒ UNKNOWN: an unterminated string
                    $$$$ ⇒ S:$$$$
                    $$a$$ ⇒ S:$$a$$
                    $$a$ ⇒ UNKNOWN: an unterminated string
                    $a$b$a$c ⇒ S:$a$b$a$ c
                    $a$ ⇒ UNKNOWN: an unterminated string
                    $a$b ⇒ UNKNOWN: an unterminated string
                    $a ⇒ UNKNOWN: a dollar sign
                    $ ⇒ UNKNOWN: a dollar sign
                    $1 ⇒ UNKNOWN: a dollar sign
                    $é$x$é$ ⇒ S:$é$x$é$
                    $1$x$1$ ⇒ UNKNOWN: a dollar sign
                    $a-b$ ⇒ UNKNOWN: a dollar sign
                    a$b ⇒ a$b
                    " ⇒ UNKNOWN: an unterminated name
                    "" ⇒ UNKNOWN: an empty name
                    "a""b"c ⇒ Q:"a""b" c
                    "a" ⇒ Q:"a"
                    \"\"\"" ⇒ Q:\"\"\""
                    "a ⇒ UNKNOWN: an unterminated name
                    'a''b'c ⇒ S:'a''b' c
                    'a ⇒ UNKNOWN: an unterminated string
                    'a' ⇒ S:'a'
                    'a''' ⇒ S:'a'''
                    'a'' ⇒ UNKNOWN: an unterminated string
                    '' ⇒ S:''
                    ' ⇒ UNKNOWN: an unterminated string
                    E'a\\'b'c ⇒ S:E'a\\'b' c
                    E'a\\\\'b ⇒ S:E'a\\\\' b
                    e'a\\' ⇒ UNKNOWN: an unterminated string
                    'a\\' ⇒ UNKNOWN: a quote after a backslash, which a setting decides about
                    'a\\\\'b ⇒ S:'a\\\\' b
                    'a\\b' ⇒ S:'a\\b'
                    '\\'' ⇒ UNKNOWN: a quote after a backslash, which a setting decides about
                    n'a'x'1' ⇒ S:n'a' S:x'1'
                    n 'a' ⇒ n _ S:'a'
                    U&"a" ⇒ UNKNOWN: a name with Unicode escapes
                    U&'a'b ⇒ S:U&'a' b
                    u&'a ⇒ UNKNOWN: an unterminated string
                    U&a ⇒ u O:& a
                    u& ⇒ u O:&
                    u ⇒ u
                    e ⇒ e
                    {d '2024-01-01'} ⇒ date _ S:'2024-01-01' COMMENT
                    {t '1'}x ⇒ time _ S:'1' COMMENT x
                    {ts '1'} ⇒ timestamp _ S:'1' COMMENT
                    {escape '!'} ⇒ escape _ S:'!' COMMENT
                    {D '1' } ⇒ date _ S:'1' _ COMMENT
                    a{d '1'} ⇒ a UNKNOWN: a JDBC escape
                    a {d '1'} ⇒ a _ date _ S:'1' COMMENT
                    {d'1'} ⇒ UNKNOWN: a JDBC escape
                    {d 1} ⇒ UNKNOWN: a JDBC escape
                    {d 'a\\'} ⇒ UNKNOWN: a JDBC escape
                    {fn x()} ⇒ UNKNOWN: a JDBC escape
                    } ⇒ UNKNOWN: a JDBC escape
                    {d '1'}'x' ⇒ date _ S:'1' UNKNOWN: a JDBC escape
                    {d '1'}} ⇒ date _ S:'1' COMMENT UNKNOWN: a JDBC escape
                    1 ⇒ N:1
                    1.5 ⇒ N:1.5
                    .5 ⇒ N:.5
                    . ⇒ P:.
                    1. ⇒ N:1.
                    1e5 ⇒ N:1e5
                    1.5E+3 ⇒ N:1.5E+3
                    1e-5 ⇒ N:1e-5
                    1e ⇒ UNKNOWN: a number that runs into a name
                    1e+ ⇒ UNKNOWN: a number that runs into a name
                    1.5.6 ⇒ UNKNOWN: a number that runs into a name
                    1a ⇒ UNKNOWN: a number that runs into a name
                    1_0 ⇒ UNKNOWN: a number that runs into a name
                    1$ ⇒ UNKNOWN: a number that runs into a name
                    .. ⇒ UNKNOWN: two dots
                    1..2 ⇒ UNKNOWN: a number that runs into a name
                    a.b ⇒ a P:. b
                    0/9 ⇒ N:0 O:/ N:9
                    ?? ⇒ O:?
                    ? ⇒ P:?
                    ??? ⇒ O:? P:?
                    ?1 ⇒ P:? N:1
                    ? ? ⇒ P:? _ P:?
                    ?| ⇒ P:? O:|
                    ??| ⇒ O:?|
                    :: ⇒ O:::
                    := ⇒ O::=
                    : ⇒ P::
                    a:b ⇒ a P:: b
                    [1] ⇒ P:[ N:1 P:]
                    +- ⇒ O:+ O:-
                    @- ⇒ O:@-
                    =-1 ⇒ O:= O:- N:1
                    <!--x ⇒ O:<! COMMENT
                    */*x*/ ⇒ O:* COMMENT
                    +* ⇒ O:+*
                    +-- ⇒ O:+ COMMENT
                    !=- ⇒ O:!=-
                    ` ⇒ O:`
                    a`b ⇒ a O:` b
                    \\a ⇒ UNKNOWN: an unexpected character
                    é ⇒ é
                    a\\tb ⇒ a _ b
                    (a),b; ⇒ P:( a P:) P:, b P:;
                    A_b1 ⇒ a_b1""";
            case H2 -> """
                    a//b\\nc ⇒ a COMMENT _ c
                    a//b ⇒ a COMMENT
                    // ⇒ COMMENT
                    a/b ⇒ a O:/ b
                    `a``b` ⇒ Q:`a``b`
                    `a ⇒ UNKNOWN: an unterminated name
                    "A" ⇒ Q:"A"
                    # ⇒ UNKNOWN: an unexpected character
                    !~* ⇒ O:!~*
                    !~a ⇒ O:!~ a
                    <=>1 ⇒ O:<=> N:1
                    ->> ⇒ O:->>
                    - ⇒ O:-
                    -- ⇒ COMMENT
                    --a\\nb ⇒ COMMENT _ b
                    */ ⇒ O:* O:/
                    $$a$$ ⇒ S:$$a$$
                    $a$b$a$ ⇒ UNKNOWN: a dollar sign
                    $$a ⇒ UNKNOWN: an unterminated string
                    a$b ⇒ a$b
                    /* /* */ */ ⇒ UNKNOWN: a comment that a driver ends sooner than its server
                    /*a*/b ⇒ COMMENT b
                    /*+a*/b ⇒ HINT b
                    ?1 ⇒ UNKNOWN: a numbered parameter
                    ?? ⇒ UNKNOWN: a numbered parameter
                    ? ⇒ P:?
                    ? 1 ⇒ P:? _ N:1
                    [a] ⇒ UNKNOWN: square brackets
                    'a\\' ⇒ S:'a\\'
                    'a\\'b' ⇒ S:'a\\' b UNKNOWN: an unterminated string
                    E'a' ⇒ e S:'a'
                    N'a' ⇒ S:N'a'
                    U&'a' ⇒ S:U&'a'
                    U&"a" ⇒ UNKNOWN: a name with Unicode escapes
                    {d '1'} ⇒ date _ S:'1' COMMENT
                    ^ ⇒ O:^
                    ; ⇒ P:;
                    :a ⇒ P:: a
                    :: ⇒ O:::
                    a\u00a0b ⇒ a _ b
                    é ⇒ é
                    € ⇒ UNKNOWN: an unexpected character""";
            default -> """
                    #a\\nb ⇒ COMMENT _ b
                    #a\\rb ⇒ COMMENT
                    # ⇒ COMMENT
                    --a ⇒ O:- O:- a
                    -- a ⇒ COMMENT
                    --\\ta ⇒ COMMENT
                    -- ⇒ COMMENT
                    a-- ⇒ a COMMENT
                    - - ⇒ O:- _ O:-
                    --\\na ⇒ COMMENT _ a
                    /*!1*/ ⇒ UNKNOWN: an executable comment
                    /*M!1*/ ⇒ UNKNOWN: an executable comment
                    /*M1*/ ⇒ COMMENT
                    /*m!1*/ ⇒ COMMENT
                    /* /* */a ⇒ COMMENT a
                    /*/**/a ⇒ UNKNOWN: a comment that a driver ends sooner than its server
                    //a ⇒ O:/ O:/ a
                    "a"b ⇒ S:"a" b
                    "a ⇒ UNKNOWN: an unterminated string
                    'a\\' ⇒ UNKNOWN: a quote after a backslash, which a setting decides about
                    "a\\" ⇒ UNKNOWN: a quote after a backslash, which a setting decides about
                    `a``b` ⇒ Q:`a``b`
                    `` ⇒ UNKNOWN: an empty name
                    $a ⇒ $a
                    $ ⇒ $
                    a$ ⇒ a$
                    $$a$$ ⇒ $$a$$
                    U&'a' ⇒ u O:& S:'a'
                    b'1' ⇒ S:b'1'
                    E'a' ⇒ e S:'a'
                    ?1 ⇒ P:? N:1
                    ?? ⇒ P:? P:?
                    @x ⇒ O:@ x
                    @@x ⇒ O:@ O:@ x
                    := ⇒ O::=
                    [a] ⇒ UNKNOWN: square brackets
                    {d '1'} ⇒ date _ S:'1' COMMENT
                    {d "1"} ⇒ UNKNOWN: a JDBC escape
                    <=> ⇒ O:<=>
                    || ⇒ O:||
                    && ⇒ O:&&
                    ! ⇒ O:!
                    é ⇒ é
                    \\a ⇒ UNKNOWN: an unexpected character""";
        };
        return lines.lines().toList();
    }

    @ParameterizedTest
    @EnumSource(names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void aTextFallsIntoTokens(Dialect dialect) {
        assertThat(Lines.wrong(lines(dialect), line -> lexed(dialect, line))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void aTokenKnowsItsPlace(Dialect dialect) {
        for (String line : lines(dialect)) {
            String text = text(line);
            int at = 0;
            for (Token token : Lexer.lex(text, LexicalRules.of(dialect))) {
                assertThat(token.start()).as(line).isEqualTo(at);
                at = token.end();
            }
            assertThat(at).as(line).isEqualTo(text.length());
        }
    }

    private static String lexed(Dialect dialect, String line) {
        return line.split(" ⇒ ", -1)[0] + " ⇒ "
                + Lexer.lex(text(line), LexicalRules.of(dialect)).stream()
                        .map(LexerTest::summary)
                        .collect(Collectors.joining(" "));
    }

    private static String text(String line) {
        return line.split(" ⇒ ", -1)[0]
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t");
    }

    private static String summary(Token token) {
        return switch (token.kind()) {
            case SPACE -> "_";
            case COMMENT, HINT -> token.kind().name();
            case UNKNOWN -> "UNKNOWN: " + token.text();
            case WORD -> token.folded();
            default -> token.kind().name().charAt(0) + ":" + token.text();
        };
    }
}
