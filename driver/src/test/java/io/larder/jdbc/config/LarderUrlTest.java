package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LarderUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db/shop",
                "postgresql://db/shop?",
                "postgresql://db/shop?&&a=1&",
                "postgresql:?service=shop",
                "postgresql://a:1,b:2/shop?targetServerType=primary&password=x%26larder.ttl=1s",
                "postgresql://db/shop?options=-c%20larder.ttl=1s",
                "postgresql://db/shop?a=1;larder.ttl=1s",
                "postgresql://db/shop?a=1?larder.ttl=1s",
                "postgresql://db/larder.shop?a=%zz",
                "mariadb:replication://a,b/shop?sessionVariables=x=larder.ttl",
                "mysql://root:larder.x@db/shop?a=b",
                "h2:mem:shop",
                "h2:mem:shop;",
                "h2:mem:shop;;MODE=PostgreSQL;",
                "h2:mem:shop;INIT=SET X 1\\;SET Y 2",
                "h2:mem:shop;INIT=SET X 1\\;larder.ttl=1s",
                "h2:mem:shop;INIT=SET X 1\\\\\\;LARDER.TTL=1s",
                "h2:mem:shop?larder.ttl=1s",
                "sqlserver://db\\instance;databaseName=shop;password={a;larder.ttl=1s};",
                "sqlserver://db;password={a}};larder.ttl=1s}",
                "sqlserver://db;password= {a;larder.ttl=1s}",
                "sqlserver://db;password={a;larder.ttl=1s",
                "oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)))",
                "derby:shop;create=true",
                "other://db/shop?a=larder.ttl&b=xlarder.ttl=1;c=d#larder.ttl",
                "other"
            })
    void withoutAnOptionTheDriverGetsEveryByte(String rest) throws SQLException {
        LarderUrl url = LarderUrl.parse("jdbc:larder:" + rest);

        assertThat(url.driverUrl()).isEqualTo("jdbc:" + rest);
        assertThat(url.options()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://db/shop?larder.ttl=1s,                            postgresql://db/shop",
        "postgresql://db/shop?larder.ttl=1s&,                           postgresql://db/shop",
        "postgresql://db/shop?larder.ttl=1s&a=1,                        postgresql://db/shop?a=1",
        "postgresql://db/shop?a=1&larder.ttl=1s,                        postgresql://db/shop?a=1",
        "postgresql://db/shop?a=1&larder.ttl=1s&b=2,                    postgresql://db/shop?a=1&b=2",
        "postgresql://db/shop?larder.ttl=1s&larder.mode=off&b=2,        postgresql://db/shop?b=2",
        "postgresql://db/shop?larder.ttl=1s&b=2&larder.mode=off,        postgresql://db/shop?b=2",
        "postgresql://db/shop?password=a%26b&larder.ttl=1s,             postgresql://db/shop?password=a%26b",
        "'postgresql://a:1,b:2/shop?a=1&larder.ttl=1s',                 'postgresql://a:1,b:2/shop?a=1'",
        "mysql://db?larder.ttl=1s,                                      mysql://db",
        "mariadb://db/?larder.ttl=1s&b,                                 mariadb://db/?b",
        "h2:mem:shop;LARDER.TTL=1s,                                     h2:mem:shop",
        "h2:mem:shop;larder.ttl=1s;MODE=MySQL,                          h2:mem:shop;MODE=MySQL",
        "h2:mem:shop;MODE=MySQL;Larder.Ttl=1s,                          h2:mem:shop;MODE=MySQL",
        "h2:mem:shop;INIT=SET X\\;SET Y;larder.ttl=1s;MODE=MySQL,       h2:mem:shop;INIT=SET X\\;SET Y;MODE=MySQL",
        "h2:mem:shop;INIT=SET X\\\\;larder.ttl=1s,                      h2:mem:shop;INIT=SET X\\\\",
        "sqlserver://db\\i;larder.ttl=1s;password={a;b};,               sqlserver://db\\i;password={a;b};",
        "sqlserver://db;a=x={;larder.ttl=1s,                            sqlserver://db;a=x={;larder.ttl=1s",
        "derby:shop;create=true;larder.ttl=1s,                          derby:shop;create=true",
        "other://db/shop?larder.ttl=1s,                                 other://db/shop",
        "other://db/shop?larder.ttl=1s;b=2,                             other://db/shop?b=2",
        "other://db/shop;a=1?larder.ttl=1s,                             other://db/shop;a=1",
        "other://db/shop;a=1;larder.ttl=1s?b=2,                         other://db/shop;a=1?b=2",
        "other://db/shop:a=1;larder.ttl=1s;,                            other://db/shop:a=1;"
    })
    void anOptionGoesWithTheDelimiterBeforeIt(String rest, String left) throws SQLException {
        assertThat(LarderUrl.parse("jdbc:larder:" + rest).driverUrl()).isEqualTo("jdbc:" + left);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://db/shop?larder.config=a%26b+c%2B,    a&b c+",
        "postgresql://db/shop?larder.config=a=b?c;d,       a=b?c;d",
        "postgresql://db/shop?larder.config,               ''",
        "mysql://db/shop?x&larder.config=%C3%A4,           ä",
        "other://db/shop?larder.config=%20,                ' '",
        "other://db/shop;larder.config=%20+,               %20+",
        "h2:mem:shop;larder.config=C:\\\\a\\;b%20,         C:\\a;b%20",
        "sqlserver://db;larder.config={a;{b}}c},           a;{b}c",
        "sqlserver://db;larder.config={a;b};x=y,           a;b",
        "sqlserver://db;larder.config= {a;b} ;x=y,         a;b",
        "sqlserver://db;larder.config={,                   {"
    })
    void aValueIsReadAsItsDriverReadsValues(String rest, String value) throws SQLException {
        assertThat(LarderUrl.parse("jdbc:larder:" + rest).options())
                .extracting(GivenOption::name, GivenOption::value)
                .containsExactly(tuple("larder.config", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:larder:",
                "jdbc:larder:larder:h2:mem:x",
                "jdbc:larder:jdbc:h2:mem:x",
                "jdbc:h2:mem:x",
                "jdbc:larder:postgresql://db/x?larder.config=%zz"
            })
    void aUrlThatCannotBeMeantIsRefused(String url) {
        assertThatThrownBy(() -> LarderUrl.parse(url))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
    }

    @Test
    void onlyThePrefixDecidesWhoseUrlItIs() {
        assertThat(LarderUrl.accepts("jdbc:larder:postgresql://db/shop")).isTrue();
        assertThat(LarderUrl.accepts("jdbc:larder:")).isTrue();
        assertThat(LarderUrl.accepts("JDBC:LARDER:postgresql://db/shop")).isFalse();
        assertThat(LarderUrl.accepts("jdbc:larder")).isFalse();
        assertThat(LarderUrl.accepts("jdbc:postgresql://db/shop")).isFalse();
        assertThat(LarderUrl.accepts(null)).isFalse();
    }
}
