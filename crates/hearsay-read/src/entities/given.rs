//! Given names that say whether "he" or "she" will follow.

use super::phrases::Gender;

const MEN: &str = "Aaron Abdel Abdul Abdullah Abraham Adam Adrian Ahmad Ahmed Alan Albert Alejandro Alex Alexander Alexei Alfred Ali Allan \
Amir Anders Andrei Andrew Andy Anthony Antonio Antony Anwar Arthur Ashfaq Asif Bashar Ben Benjamin Bernard Bilal Bill Bob Boris Brad Brandon Brian \
Bruce Carl Carlos Charles Chris Christian Christopher Colin Craig Dale Dan Daniel Dave David Dean Dennis Derek Dick Diego Dmitry Donald Doug Douglas \
Ed Eddie Edgar Eduardo Edward Ehud Emmanuel Eric Erik Ernest Ethan Eugene Evan Evo Faisal Felipe Fernando Fidel Francis Francisco Francois Frank Franz Fred \
Frederick Gabriel Gary Gavin Gene George Gerald Gerhard Giovanni Glenn Gordon Graham Greg Gregory Guillermo Gustavo Hamid Hans Harold Harry \
Hassan Henry Herbert Herman Hosni Howard Hugh Hugo Hussein Ian Ibrahim Igor Imran Ismail Ivan Jack Jacob Jacques Jaime Jake James Jason Javier Jean Jeff Jeffrey \
Jeremy Jerome Jerry Jesse Jim Jimmy Joe Joel Johannes John Johnny Jon Jonathan Jorge Jose Joseph Joshua Juan Julian Julio Justin Karl Keith Ken Kenneth \
Kevin Khalid Kofi Konstantin Kurt Kyle Larry Lars Lawrence Lee Leo Leon Leonard Leonid Lewis Liam Louis Luca Lucas Luis Luke Mahmoud Mahmud Marc Marcel Marco Marcus \
Mario Mark Martin Matt Matthew Max Michael Michel Miguel Mike Mikhail Milan Milos Mohamed Mohammad Mohammed Muammar Muhammad Mustafa Nathan Neil Nelson \
Nicholas Nick Nicolas Nikolai Nikita Noah Norman Oleg Oliver Omar Oscar Osama Otto Owen Pablo Pasquale Patrick Paul Pavel Pedro Pervez Peter Phil Philip Phillip \
Pierre Rafael Rahul Ralph Ramon Randy Raul Ray Raymond Recep Ricardo Richard Rick Robert Roberto Robin Rodrigo Roger Roland Roman Ron Ronald Roy Rudolf Russell \
Ryan Salman Sam Samuel Saddam Scott Sean Sebastian Sergei Sergey Sergio Seth Shaun Shinzo Silvio Simon Stanley Stefan Stephen Steve Steven Stuart Tariq Ted Terry \
Theodore Thomas Tim Timothy Toby Todd Tom Tommy Tony Travis Trevor Umar Usman Vaclav Victor Viktor Vincent Vladimir Volodymyr Walter Warren Wayne Werner \
William Willy Winston Wolfgang Xavier Yasser Yitzhak Yuri Yusuf Zachary";

const WOMEN: &str = "Aisha Alexandra Alice Alicia Alison Allison Amanda Amy Ana Andrea Angela Angelina Anita Ann Anna Anne Annette Annie April Asma Astrid \
Audrey Ayesha Barbara Beatrice Benazir Bernadette Beth Betty Beverly Birgit Bonnie Brenda Brigitte Camilla Carla Carmen Carol Carolina Caroline Catherine Cathy \
Cecilia Charlotte Cheryl Christina Christine Claire Clara Claudia Colleen Condoleezza Cristina Cynthia Dana Daniela Deborah Debra Denise Diana Diane Dilma \
Donna Doris Dorothy Edith Elaine Eleanor Elena Elisabeth Elizabeth Ella Ellen Emily Emma Erica Erin Esther Eva Eve Evelyn Fatima Federica Fiona Florence Frances Gail \
Gina Gisele Gloria Grace Greta Gro Hannah Hanna Heather Heidi Helen Helena Helga Hillary Ilse Indira Ingrid Irene Irina Isabel Isabella Jacqueline Jane Janet Janice \
Jean Jennifer Jessica Jill Joan Joanna Jodie Josephine Joyce Juanita Judith Judy Julia Julie June Kamala Karen Karin Kate Katherine Kathleen Kathryn Kathy Katie Kelly \
Kim Kimberly Kristina Laura Lauren Laurie Layla Leila Linda Lisa Liz Lois Lori Louise Lucia Lucy Lydia Lynn Madeleine Maggie Malala Manuela Margaret Maria Marie \
Marilyn Marina Marion Martha Mary Maryam Maureen Megan Melanie Melissa Mercedes Mia Michelle Mildred Miriam Molly Monica Nadia Nancy Naomi Natalia \
Natalie Natasha Nicole Nina Nora Norma Olga Olivia Pamela Patricia Paula Pauline Penny Phyllis Priscilla Rachel Rebecca Regina Renee Rita Roberta Rosa Rose \
Ruth Sabine Sally Samantha Sandra Sara Sarah Sharon Sheila Sheryl Shirley Silvia Sofia Sonia Sophia Sophie Stella Stephanie Sue Susan Susanne Suzanne Svetlana \
Sylvia Tamara Tania Tara Tatiana Teresa Thelma Theresa Tina Tracy Ursula Valentina Valerie Vanessa Vera Veronica Victoria Virginia Vivian Wanda Wendy Yvonne Yulia Zainab Zoe";

/// Whether people so named are mostly men or mostly women.
pub(super) fn gender(given: &str) -> Gender {
    let listed = |names: &str| names.split_ascii_whitespace().any(|name| name == given);
    match (listed(MEN), listed(WOMEN)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}
