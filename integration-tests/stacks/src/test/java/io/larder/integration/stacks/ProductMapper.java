package io.larder.integration.stacks;

import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.session.RowBounds;
import org.jspecify.annotations.Nullable;

/** The statements of the shop on MyBatis. Public: MyBatis makes its implementation. */
public interface ProductMapper {
    @Update("create table product (id int primary key, name varchar(40), stock int)")
    void createProducts();

    @Update("create table note (id int generated always as identity primary key, text varchar(40))")
    void createNotes();

    @Insert("insert into product (id, name, stock) values (#{id}, #{name}, #{stock})")
    void add(@Param("id") int id, @Param("name") String name, @Param("stock") int stock);

    @Select("select id || ' ' || name || ' ' || stock from product where id = #{id}")
    @Nullable
    String find(int id);

    @Select("select id || ' ' || name || ' ' || stock from product order by id")
    List<String> all();

    @Select("select id || ' ' || name || ' ' || stock from product order by id")
    List<String> page(RowBounds bounds);

    @Select("select sum(stock) from product")
    int pieces();

    @Select("select stock from product where id = #{id}")
    int stock(int id);

    @Update("update product set stock = #{stock} where id = #{id}")
    int setStock(@Param("id") int id, @Param("stock") int stock);

    @Insert("insert into note (text) values (#{text})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    int addNote(Map<String, Object> note);

    @Select(
            "<script>select * from note where id in "
                    + "<foreach item='id' collection='ids' open='(' separator=',' close=')'>#{id}</foreach> order by id</script>")
    List<Map<String, Object>> notes(@Param("ids") List<Integer> ids);

    @Select("select stock from product where id = #{id} for update")
    int lockedStock(int id);
}
