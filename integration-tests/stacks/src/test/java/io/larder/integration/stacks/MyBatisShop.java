package io.larder.integration.stacks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** The shop on MyBatis. */
final class MyBatisShop implements Shop {
    private final PooledDataSource pool;
    private final SqlSessionFactory factory;

    MyBatisShop(String driver, String url) {
        pool = new PooledDataSource();
        pool.setDriver(driver);
        pool.setUrl(url);
        Configuration configuration = new Configuration(new Environment("shop", new JdbcTransactionFactory(), pool));
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.addMapper(ProductMapper.class);
        factory = new SqlSessionFactoryBuilder().build(configuration);
    }

    private <T> T with(Function<ProductMapper, T> work) {
        try (SqlSession session = factory.openSession(true)) {
            return work.apply(session.getMapper(ProductMapper.class));
        }
    }

    private <T> T inTransaction(ExecutorType type, Function<SqlSession, T> work) {
        try (SqlSession session = factory.openSession(type)) {
            T result = work.apply(session);
            session.commit();
            return result;
        }
    }

    @Override
    public void createTables() {
        with(mapper -> {
            mapper.createProducts();
            mapper.createNotes();
            return true;
        });
    }

    @Override
    public void add(int id, String name, int stock) {
        inTransaction(ExecutorType.SIMPLE, session -> {
            session.getMapper(ProductMapper.class).add(id, name, stock);
            return id;
        });
    }

    @Override
    public String find(int id) {
        return with(mapper -> String.valueOf(mapper.find(id)));
    }

    @Override
    public List<String> all() {
        return with(ProductMapper::all);
    }

    @Override
    public int pieces() {
        return with(ProductMapper::pieces);
    }

    @Override
    public void sell(int id, int count) {
        inTransaction(ExecutorType.REUSE, session -> take(session, id, count));
    }

    @Override
    public void sellAndFail(int id, int count) {
        inTransaction(ExecutorType.REUSE, session -> {
            take(session, id, count);
            throw new IllegalStateException(new Failed());
        });
    }

    private static int take(SqlSession session, int id, int count) {
        ProductMapper mapper = session.getMapper(ProductMapper.class);
        return mapper.setStock(id, mapper.stock(id) - count);
    }

    @Override
    public List<String> particulars() {
        List<String> told = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            Map<String, Object> note = new HashMap<>(Map.of("text", "note"));
            told.add(with(mapper -> mapper.addNote(note)) + " " + note.get("id"));
            told.add(batch());
            told.add(with(mapper -> mapper.notes(List.of(1, 2, 3)).stream()
                    .map(TreeMap::new)
                    .toList()
                    .toString()));
            told.add(with(mapper -> mapper.page(new RowBounds(1, 2))).toString());
            told.add(inTransaction(
                    ExecutorType.SIMPLE,
                    session ->
                            "locked " + session.getMapper(ProductMapper.class).lockedStock(1)));
        }
        return told;
    }

    private String batch() {
        return inTransaction(ExecutorType.BATCH, session -> {
            ProductMapper mapper = session.getMapper(ProductMapper.class);
            for (int i = 0; i < 5; i++) {
                mapper.addNote(new HashMap<>(Map.of("text", "note " + i)));
            }
            return session.flushStatements().size() + " " + mapper.find(1);
        });
    }

    @Override
    public void close() {
        pool.forceCloseAll();
    }
}
