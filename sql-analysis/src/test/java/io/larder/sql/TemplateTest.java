package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final List<String> KEYS = """
            a = 1.5 ⇒ a = 1
            a = 'x' ⇒ a = ''
            a = ? ⇒ a = ?
            a ?? 'k' ⇒ a ?? ''
            A = "B" ⇒ a = "B"
            (1, 2, 3, 4) ⇒ ( 1 , 1 , 1 , 1 )
            (1, 2, 3, 4, 5) ⇒ ( 1 , 1 , 1 , 1 , 1 )
            (1, 2, 3, 4, 5, 6) ⇒ ( 1 , 1 , 1 , 1 , 1 )
            (1, 2, 3, 4, 5, 6, 7) ⇒ ( 1 , 1 , 1 , 1 , 1 )
            (1, 2, 3, 4, 5, 6, a) ⇒ ( 1 , 1 , 1 , 1 , a )
            (1, 2, 3, a, 4, 5, 6, 7) ⇒ ( 1 , 1 , 1 , a , 1 , 1 , 1 , 1 )
            (1, 2, 3, - 4, 5, 6, 7, 8, 9) ⇒ ( 1 , 1 , 1 , - 1 , 1 , 1 , 1 , 1 )
            1, 2, 3, 4, 5, 6, 7 ⇒ 1 , 1 , 1 , 1 , 1
            , 1, 2, 3, 4, 5, 6 ⇒ , 1 , 1 , 1 , 1
            values (1), (2), (3) ⇒ values ( 1 )
            values (1, 'x'), (2, 'y') ⇒ values ( 1 , '' )
            (1), (2) ⇒ ( 1 )
            (1), (?) ⇒ ( 1 ) , ( ? )
            (1, 2), (3) ⇒ ( 1 , 1 ) , ( 1 )
            (1), (2, 3) ⇒ ( 1 ) , ( 1 , 1 )
            (1), (2), (a) ⇒ ( 1 ) , ( a )
            (a), (a) ⇒ ( a ) , ( a )
            (1) (2) ⇒ ( 1 ) ( 1 )
            [1), (2) ⇒ [ 1 ) , ( 1 )
            (), () ⇒ ( )
            1) ⇒ 1 )
            ) ⇒ )""".lines().toList();

    @Test
    void aTemplateHasNoValuesAndOneLengthOfLongLists() {
        assertThat(Lines.wrong(KEYS, TemplateTest::keyed)).isEmpty();
    }

    @Test
    void theLetterCaseOfWordsIsKeptWhereItMayMeanSomething() {
        assertThat(key("A = 1", false)).isEqualTo("A = 1");
    }

    private static String keyed(String line) {
        String text = line.split(" ⇒ ", -1)[0];
        return text + " ⇒ " + key(text, true);
    }

    private static String key(String text, boolean foldsWords) {
        List<Token> tokens = Lexer.lex(text, LexicalRules.of(Dialect.POSTGRESQL));
        return Template.of(StatementText.of(text, tokens).significant(), foldsWords)
                .key()
                .stripTrailing();
    }
}
