package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.LoginRecipe.Ipmi15;
import dev.sideband.ipmi.client.LoginRecipe.RmcpPlus;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.RoleByte;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRecipeTextTest {
    @Test
    void everyRecipeIsReadAsItWasWritten() {
        for (RoleByte role : RoleByte.values()) {
            for (int flags = 0; flags < 8; flags++) {
                var recipe =
                        new RmcpPlus(
                                CipherSuite.SUITE_3,
                                PrivilegeLevel.USER,
                                (flags & 1) != 0,
                                (flags & 2) != 0,
                                (flags & 4) != 0,
                                role);
                assertThat(LoginRecipeText.parse(LoginRecipeText.of(recipe))).contains(recipe);
            }
        }
        for (AuthenticationType type : AuthenticationType.values()) {
            var recipe = new Ipmi15(type, PrivilegeLevel.OPERATOR);
            assertThat(LoginRecipeText.parse(LoginRecipeText.of(recipe))).contains(recipe);
        }
    }

    @Test
    void theUsualRecipeIsOneShortLine() {
        assertThat(
                        LoginRecipeText.of(
                                RmcpPlus.usual(CipherSuite.SUITE_17, PrivilegeLevel.OPERATOR)))
                .isEqualTo("rmcp+ suite=17 level=OPERATOR role=AS_SENT by-name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rmcp+",
                "rmcp+ suite=17",
                "rmcp+ suite=x level=USER role=AS_SENT",
                "rmcp+ suite=1700 level=USER role=AS_SENT",
                "rmcp+ suite=17 level=GOD role=AS_SENT",
                "ipmi-1.5 type=MD5",
                "ipmi-3.0 type=MD5 level=USER"
            })
    void whatIsNoRecipeHereIsNone(String text) {
        assertThat(LoginRecipeText.parse(text)).isEmpty();
    }
}
